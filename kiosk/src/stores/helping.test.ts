import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { testHost, testId, visitOf } from '../testing/host.ts'
import { assistOf } from '../testing/shared-store.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { grantable, useHelping } from './helping.ts'
import { useNotices } from './notices.ts'

type Agree = BridgeInput<'assist:agree'>

function asked(answers: Parameters<typeof testHost>[0] = {}) {
  const host = testHost(answers)
  const helping = useHelping()
  host.push({ ...visitOf(1), assists: [assistOf({ asked: 'co-edit' })] })
  const agreements = () => host.asked.filter((one) => one.name === 'assist:agree').map((one) => one.input as Agree)
  return { host, helping, agreements }
}

test('[H4] who asks may do nothing until the shopper says so', () => {
  const { host, helping } = asked()
  expect(helping.asking?.associate.name).toBe('지은')
  expect(helping.agreed).toBeNull()
  host.push({ assists: [assistOf({ agreed: 'suggest' })] })
  expect(helping.asking).toBeNull()
  expect(helping.agreed).toBe('suggest')
})

test('the shopper grants what was asked or less, never more, and less of what is agreed later', () => {
  expect(grantable({ asked: 'suggest', agreed: null })).toEqual(['suggest', 'view'])
  expect(grantable({ asked: null, agreed: 'co-edit' })).toEqual(['co-edit', 'suggest', 'view'])
  expect(grantable({ asked: null, agreed: null })).toEqual([])
})

test('somebody who may look and asks for more is asked about again; asking for less is no question', () => {
  const { host, helping } = asked()
  host.push({ assists: [assistOf({ agreed: 'view', asked: 'co-edit' })] })
  expect(helping.asking).not.toBeNull()
  host.push({ assists: [assistOf({ agreed: 'co-edit', asked: 'view' })] })
  expect(helping.asking).toBeNull()
})

test('[H4] no more is no more at once, also with the line down, and the store hears of it when it is back', async () => {
  const { host, helping, agreements } = asked({ 'assist:agree': () => 'unavailable' })
  host.push({ assists: [assistOf({ agreed: 'co-edit' })], link: 'offline' })
  await helping.agree(assistOf({ agreed: 'co-edit' }), null)
  expect(helping.agreed).toBeNull()
  expect(useNotices().notice).toEqual({ kind: 'helper-sent-away', name: '지은' })
  host.push({ link: 'online' })
  await nextTick()
  expect(agreements().map(({ mode }) => mode)).toEqual([null, null])
})

test('who was sent away may ask anew once the store has heard of it', async () => {
  const { host, helping } = asked()
  await helping.agree(assistOf({ asked: 'co-edit' }), null)
  expect(helping.asking).toBeNull()
  host.push({ assists: [] })
  await nextTick()
  host.push({ assists: [assistOf({ asked: 'view' })] })
  expect(helping.asking?.asked).toBe('view')
})

test('an associate who leaves is told of once; one who was sent away, or whose visit is over, is not', async () => {
  const { host, helping } = asked()
  host.push({ assists: [assistOf({ agreed: 'view' })] })
  await nextTick()
  host.push({ assists: [] })
  await nextTick()
  expect(useNotices().notice).toEqual({ kind: 'helper-left', name: '지은' })
  useNotices().clear()
  host.push({ assists: [assistOf({ agreed: 'view' })] })
  await nextTick()
  host.push({ visit: null, assists: [] })
  await nextTick()
  expect(useNotices().notice).toBeNull()
  expect(helping.helpers).toEqual([])
})

test('[E1] help in another visit is none in this one', () => {
  const { host, helping } = asked()
  host.push({ ...visitOf(2), assists: [assistOf({ agreed: 'co-edit', visitId: testId<VisitId>(1) })] })
  expect(helping.agreed).toBeNull()
  expect(helping.asking).toBeNull()
})

test('an answer that does not reach the store is said so, unless it was a no', async () => {
  const { helping } = asked({ 'assist:agree': () => 'more-than-asked' })
  await helping.agree(assistOf({ asked: 'view' }), 'view')
  expect(useNotices().notice).toEqual({ kind: 'refused', code: 'more-than-asked' })
  useNotices().clear()
  await helping.agree(assistOf({ asked: 'view' }), null)
  expect(useNotices().notice).toBeNull()
})
