import { expect, test } from 'vitest'
import { answerOf, conflict, outcomeOf, refusal, silence } from './halt.ts'

const ends = (error: Error) => () => Promise.reject(error)

test('a write that goes through is done', async () => {
  expect(await outcomeOf(() => Promise.resolve('order-1'))).toEqual({ kind: 'done', value: 'order-1' })
})

test('[U1] a write that was not answered may have been done, and is to be tried again when the shop says', async () => {
  expect(await outcomeOf(ends(silence('timed out')))).toEqual({ kind: 'retry', why: 'timed out' })
  expect(await outcomeOf(ends(silence('busy', 4_000)))).toEqual({ kind: 'retry', why: 'busy', afterMs: 4_000 })
})

test('a write ends with what stands against it', async () => {
  expect(await outcomeOf(ends(refusal('no such channel')))).toEqual({ kind: 'rejected', why: 'no such channel' })
  expect(await outcomeOf(ends(conflict('stock-gone', 'DESK-1: 1 left')))).toEqual({
    kind: 'conflict',
    reason: 'stock-gone',
    detail: 'DESK-1: 1 left',
  })
})

test('a question is answered, or nobody was there, or the shop will not', async () => {
  expect(await answerOf(() => Promise.resolve(3))).toEqual({ kind: 'answered', value: 3 })
  expect(await answerOf(ends(silence('timed out')))).toEqual({ kind: 'unreachable', why: 'timed out' })
  expect(await answerOf(ends(refusal('not yours')))).toEqual({ kind: 'rejected', why: 'not yours' })
})

test('what no shop can cause is thrown on', async () => {
  const broken = new TypeError('ours')
  await expect(outcomeOf(ends(broken))).rejects.toBe(broken)
  await expect(answerOf(ends(broken))).rejects.toBe(broken)
})

test('a page of HTML is no reason: the first line of it is enough', () => {
  const { message } = refusal(`  <html>\n\n  <body>${'x'.repeat(1_000)}</body></html>`)
  expect(message).toMatch(/^<html> <body>x+$/)
  expect(message).toHaveLength(200)
})
