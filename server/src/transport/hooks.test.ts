import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { createLogger } from '../platform/log.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { HOOK_BYTES_MAX, mountHooks } from './hooks.ts'
import type { HearHook } from './hooks.ts'

/** The door for messages over an ear that answers as it is told. */
async function open(hear: HearHook) {
  const server = Fastify({ bodyLimit: 100 })
  const time = createManualTime()
  const lines: string[] = []
  const log = createLogger('info', { write: (line: string) => void lines.push(line) })
  await mountHooks(server, { log, steady: time.steady, hear })
  const post = async (payload: string | Buffer | undefined, headers: Record<string, string> = {}) => {
    const answer = await server.inject({
      method: 'POST',
      url: '/hooks/shop',
      headers,
      ...(payload === undefined ? {} : { payload }),
    })
    return [answer.statusCode, answer.json<unknown>()]
  }
  return { post, time, lines }
}
const HEARD = [200, { heard: true }]
const REFUSED = [401, { code: 'refused' }]

test('[U7] the raw bytes are heard as they came, whatever they claim to be', async () => {
  const bodies: string[] = []
  const { post } = await open((headers, body) => {
    bodies.push(`${headers['x-sign'] ?? ''} ${Buffer.from(body).toString()}`)
    return true
  })
  expect(await post('{"a": 1}', { 'content-type': 'application/json', 'x-sign': 's' })).toEqual(HEARD)
  expect(await post('{"a": 1', { 'content-type': 'application/json' })).toEqual(HEARD)
  expect(await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual(HEARD)
  expect(bodies).toEqual(['s {"a": 1}', ' {"a": 1', ' a=1'])
})

test('[U7] what the shop has not signed, what has no body and what is too long get one and the same refusal', async () => {
  const { post } = await open(() => false)
  const long = Buffer.alloc(HOOK_BYTES_MAX + 1)
  for (const body of ['{}', undefined, long]) {
    expect(await post(body, { 'content-type': 'application/json' })).toEqual(REFUSED)
  }
})

test('an ear that fails is logged and tells nothing', async () => {
  const { post, lines } = await open(() => {
    throw new Error('the database is closed')
  })
  expect(await post('{}')).toEqual(REFUSED)
  expect(lines.join()).toContain('hook.failed')
})

test('an address that asks too often waits, and nobody hears it meanwhile', async () => {
  let heard = 0
  const { post, time } = await open(() => {
    heard += 1
    return true
  })
  for (let sent = 0; sent < 200; sent++) await post('{}')
  expect(await post('{}')).toEqual([429, { code: 'too-many-tries' }])
  expect(heard).toBe(200)
  time.advance(1_000)
  expect(await post('{}')).toEqual(HEARD)
})
