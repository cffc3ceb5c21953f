import { ok, refuse } from '@dangol/domain/result/result.ts'
import { TrustRefusalSchema } from '@dangol/protocol/trust.ts'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { CannotWrite } from '../db/writability.ts'
import { createLogger } from '../platform/log.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { PROOFS } from './address-rate.ts'
import { mountTrust } from './trust-api.ts'
import type { TrustApiDeps } from './trust-api.ts'

const SIGNED = {
  challenge: 'c'.repeat(72),
  publicKey: 'k'.repeat(43),
  host: 'store.internal',
  signature: 's'.repeat(86),
}
const HEADERS = { host: 'store.internal:4600' }
const PAIR = { ...SIGNED, kind: 'kiosk' }

/** The HTTP side of trust over a desk that answers as it is told. */
async function open(pair: ReturnType<TrustApiDeps['trust']>['pair']) {
  const lines: string[] = []
  const tooOften: string[] = []
  const app = Fastify()
  await mountTrust(app, {
    log: createLogger('info', { write: (line: string) => void lines.push(line) }),
    steady: createManualTime().steady,
    ownNames: ['store.internal'],
    isSecure: true,
    onTooOften: (address) => void tooOften.push(address),
    state: () => ({ mode: 'paired', founded: true, storeName: { ko: '성수', en: 'Seongsu' }, at: 7 }),
    trust: () => ({
      pair,
      challenge: () => SIGNED.challenge,
      status: () => ok({ state: 'none' }),
      found: () => expect.unreachable(),
    }),
  })
  const post = async (body: object, remoteAddress = '10.0.0.7') => {
    const answer = await app.inject({
      method: 'POST',
      url: '/trust/pair',
      headers: HEADERS,
      payload: body,
      remoteAddress,
    })
    return { status: answer.statusCode, body: answer.json<unknown>(), headers: answer.headers }
  }
  const challenge = async (remoteAddress = '10.0.0.7') =>
    (await app.inject({ method: 'POST', url: '/trust/challenge', headers: HEADERS, payload: {}, remoteAddress }))
      .statusCode
  return { app, post, challenge, lines, tooOften }
}

describe('what a stranger is told', () => {
  test('a refusal is its code, with a status that says the same', async () => {
    const statuses: Record<string, number> = {}
    for (const code of ['stale-challenge', 'bad-proof', 'too-many-tries'] as const) {
      const { post } = await open(() => refuse(code))
      const { status, body, headers } = await post(PAIR)
      expect([TrustRefusalSchema.parse(body).code, headers['cache-control']]).toEqual([code, 'no-store'])
      statuses[code] = status
    }
    expect(statuses).toEqual({ 'stale-challenge': 409, 'bad-proof': 403, 'too-many-tries': 429 })
  })

  test('[D2] a store that cannot write says so', async () => {
    const { post } = await open(() => {
      throw new CannotWrite('the disk takes no more')
    })
    expect(await post(PAIR)).toMatchObject({ status: 503, body: { code: 'read-only' } })
  })

  test('[A23] what broke inside stays inside', async () => {
    const { post, lines } = await open(() => {
      throw new Error('secret words')
    })
    const { status, body } = await post(PAIR)
    expect([status, body]).toEqual([500, { code: 'internal' }])
    expect(lines.join('')).toContain('http.failed')
  })

  test('the address is told as people write it', async () => {
    const seen: string[] = []
    const { post } = await open((_asked, address) => {
      seen.push(address)
      return ok({ state: 'none' })
    })
    for (const address of ['::ffff:10.0.0.7', '10.0.0.8', 'fe80::7']) await post(PAIR, address)
    expect(seen).toEqual(['10.0.0.7', '10.0.0.8', 'fe80::7'])
  })

  test('more than is asked for is malformed', async () => {
    const { post } = await open(() => ok({ state: 'none' }))
    expect(await post(PAIR)).toMatchObject({ status: 200 })
    expect(await post({ ...PAIR, more: 1 })).toMatchObject({ status: 400, body: { code: 'malformed' } })
    expect(await post({ ...PAIR, kind: 'phone' })).toMatchObject({ status: 400, body: { code: 'malformed' } })
  })

  test('[A12] an address that wants too many proofs judged is told so, and a device beside it gets its challenge all the same', async () => {
    let judged = 0
    const { post, challenge, tooOften } = await open(() => {
      judged += 1
      return refuse('bad-proof')
    })
    for (let at = 0; at < PROOFS.atOnce; at++) expect((await post(PAIR)).status).toBe(403)
    expect(await post(PAIR)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
    expect([judged, tooOften]).toEqual([PROOFS.atOnce, ['10.0.0.7']])
    expect([await challenge(), (await post(PAIR, '10.0.0.8')).status]).toEqual([200, 403])
  })
})
