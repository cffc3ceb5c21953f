import { expect, test } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'

/*
 * Whoever asks the shop for accounts and codes that may not exist learns nothing from its answers.
 */

/** Enough that one slow answer counts for nothing, few enough to stay within a second or two. */
const TRIES = 250
/** Far below what a look at a mailbox, a hash of a password or a message to somebody would cost; far above the noise. */
const SAME_WITHIN = 1.6

/** What it takes when nothing else holds it up: a machine that is busy with others only ever adds to that. */
const quickestOf = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length / 10] ?? 0

test('[A6] asking for a code takes as long for an account that exists, and its answer is the same to the byte', async () => {
  const { addMember, app, time } = await openStage()
  addMember('C-1')
  const ask = async (login: string) => {
    const from = performance.now()
    const { statusCode, headers, body } = await app.inject({
      method: 'POST',
      url: '/api/sign-in/start',
      payload: { login },
    })
    const tookMs = performance.now() - from
    // Each try in a time of its own, so that no limit answers instead.
    time.advance(11 * 60_000)
    return { tookMs, said: { statusCode, body, headers: { ...headers, date: '' } } }
  }
  const took: [number[], number[]] = [[], []]
  for (let tries = 0; tries < TRIES; tries++) {
    const [known, unknown] = [await ask('C-1'), await ask('nobody')]
    expect(unknown.said).toEqual(known.said)
    took[0].push(known.tookMs)
    took[1].push(unknown.tookMs)
  }
  const [known, unknown] = [quickestOf(took[0]), quickestOf(took[1])]
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(SAME_WITHIN)
})

test('[A6] limits say the same of an account that exists and of one that does not', async () => {
  const { addMember, json } = await openStage()
  addMember('C-1')
  const said = async (login: string) => {
    const answers: unknown[] = []
    for (let tries = 0; tries < 8; tries++) {
      const start = await json('POST', '/api/sign-in/start', { body: { login } })
      const finish = await json('POST', '/api/sign-in/finish', { body: { login, code: '000000' } })
      answers.push([start.status, start.body, finish.status, finish.body])
    }
    for (let tries = 0; tries < 12; tries++) {
      const { status, body } = await json('POST', '/api/sign-in/finish', { body: { login, code: '000001' } })
      answers.push([status, body])
    }
    return answers
  }
  const known = await said('C-1')
  expect(await said('nobody')).toEqual(known)
  expect(JSON.stringify(known)).toContain('429')
})
