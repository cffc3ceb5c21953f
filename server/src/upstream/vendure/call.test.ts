import { expect, test } from 'vitest'
import { z } from 'zod'
import { createCall } from './call.ts'
import { answerOf, outcomeOf } from '../adapters/halt.ts'

const QUESTION = {
  document: '{ activeChannel { id } }',
  answer: z.object({ activeChannel: z.object({ id: z.string() }) }),
}
const DATE = 'Sun, 22 Nov 2026 12:00:00 GMT'
const said = (body: unknown, init: ResponseInit = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { headers: { date: DATE }, ...init })

const askWith = (send: () => Response | Promise<Response>) => {
  const sent: { url: URL; init: RequestInit }[] = []
  const call = createCall({
    ...{ url: 'http://shop.test/admin-api', key: 'k:1', channelToken: 'kr', lang: 'ko' },
    send: async (url, init) => {
      sent.push({ url, init })
      return send()
    },
  })
  const ask = () => outcomeOf(async () => call(QUESTION, { at: 1 }, AbortSignal.timeout(30_000)))
  return { ask, sent }
}
/** What was carried out in part has data, and null for what failed; what was not carried out has none. */
const refused = (code: string, message = 'no') => ({ errors: [{ message, extensions: { code } }] })

test('asks as the store, in the language of the shop, of the channel that is meant', async () => {
  const { ask, sent } = askWith(() => said({ data: { activeChannel: { id: '1' } } }))
  expect(await ask()).toEqual({
    kind: 'done',
    value: { value: { activeChannel: { id: '1' } }, shopNowMs: Date.parse(DATE) },
  })
  expect(sent[0]?.url.href).toBe('http://shop.test/admin-api?languageCode=ko')
  expect(sent[0]?.init.headers).toMatchObject({ 'vendure-api-key': 'k:1', 'vendure-token': 'kr' })
})

test.each([
  ['no line', () => Promise.reject(new TypeError('fetch failed'))],
  ['a broken shop', () => said('<html>', { status: 502 })],
  ['a shop that lets nobody in', () => said({ error: 'no' }, { status: 401 })],
  ['half an answer', () => said('{"data":{"activeCh')],
  ['an answer of another shape', () => said({ data: { activeChannel: {} } })],
  ['a clock that is silent', () => new Response(JSON.stringify({ data: { activeChannel: { id: '1' } } }))],
  ['a role that was changed', () => said(refused('FORBIDDEN'))],
  ['a fault in the shop', () => said(refused('INTERNAL_SERVER_ERROR'))],
  ['a draft that somebody deleted', () => said({ ...refused('ENTITY_NOT_FOUND'), data: null })],
])('[U3] %s: nothing usable was heard, a later try may end otherwise', async (_why, send) => {
  expect(await askWith(send).ask()).toMatchObject({ kind: 'retry' })
})

test('a busy shop says when to come back', async () => {
  const busy = askWith(() => said('busy', { status: 429, headers: { 'retry-after': '7' } }))
  expect(await busy.ask()).toEqual({ kind: 'retry', why: '429 from the shop', afterMs: 7_000 })
  const later = askWith(() =>
    said('busy', { status: 429, headers: { 'retry-after': 'Sun, 22 Nov 2026 12:00:00 GMT' } }),
  )
  expect(await later.ask()).toEqual({ kind: 'retry', why: '429 from the shop' })
})

test.each(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'USER_INPUT_ERROR'])(
  'what does not fit the shop (%s) is refused for good, in its words',
  async (code) => {
    const refusal = askWith(() => said(refused(code, 'Cannot query field "x"'), { status: 400 }))
    expect(await refusal.ask()).toEqual({ kind: 'rejected', why: 'Cannot query field "x"' })
  },
)

test('a question answers as questions do', async () => {
  const silent = () => answerOf(() => Promise.reject(new Error('a bug')))
  await expect(silent()).rejects.toThrow('a bug')
})
