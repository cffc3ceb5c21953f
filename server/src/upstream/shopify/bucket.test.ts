import { expect, test } from 'vitest'
import { createBucket } from './bucket.ts'
import { createTurnedTime } from './testing/shop-at-hand.ts'

const never = new AbortController().signal
const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
  requestedQueryCost,
  throttleStatus: { maximumAvailable: 1_000, currentlyAvailable, restoreRate: 100 },
})

test('nobody waits before the shop has said anything of its bucket, nor while there is enough', async () => {
  const time = createTurnedTime(0)
  const bucket = createBucket(time, time)
  await bucket.take('Orders', 'background', never)
  bucket.heard('Orders', cost(200, 800))
  await bucket.take('Orders', 'background', never)
  expect(time.nowMs()).toBe(0)
})

test('what is missing is waited for, as long as the bucket takes to fill', async () => {
  const time = createTurnedTime(0)
  const bucket = createBucket(time, time)
  bucket.heard('Orders', cost(300, 100))
  await bucket.take('Orders', 'background', never)
  // 300 and the 200 kept for staff, less the 100 there are: four seconds at 100 a second.
  expect(time.nowMs()).toBe(4_000)
})

test('staff who wait get what is kept for them', async () => {
  const time = createTurnedTime(0)
  const bucket = createBucket(time, time)
  bucket.heard('Orders', cost(150, 200))
  await bucket.take('Orders', 'floor', never)
  expect(time.nowMs()).toBe(0)
  await bucket.take('Orders', 'floor', never)
  expect(time.nowMs()).toBe(1_000)
})

test('a question that costs more than the bucket holds is asked of a full one', async () => {
  const time = createTurnedTime(0)
  const bucket = createBucket(time, time)
  bucket.heard('Orders', cost(5_000, 0))
  await bucket.take('Orders', 'background', never)
  expect(time.nowMs()).toBe(10_000)
})

test('a rest is kept, and a wait ends when the caller has no more time', async () => {
  const time = createTurnedTime(0)
  const bucket = createBucket(time, time)
  bucket.rest(7_000)
  await bucket.take('Orders', 'background', never)
  expect(time.nowMs()).toBe(7_000)
  bucket.rest(7_000)
  await expect(bucket.take('Orders', 'background', AbortSignal.abort(new Error('late')))).rejects.toThrow('late')
})

test('how long to wait after a refusal is what the bucket lacks, a second at least', () => {
  const bucket = createBucket(createTurnedTime(0), createTurnedTime(0))
  expect(bucket.afterMs(cost(752, 252))).toBe(5_000)
  expect(bucket.afterMs(cost(10, 500))).toBe(1_000)
})
