import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { expect, it } from 'vitest'
import { visitId } from '../testing/fixtures.ts'
import { ENDED_VISITS_MAX, createPendingEnds } from './pending-ends.ts'

function openEnds() {
  const sent: unknown[] = []
  const answers: unknown[] = []
  const request = (_name: string, input: unknown) => {
    sent.push(input)
    return Promise.resolve(answers.shift() ?? { ok: false, error: { code: 'unavailable' } })
  }
  return { sent, answers, ends: createPendingEnds({ request: request as StoreLink['request'] }, systemIds) }
}

it('keeps an end until the server has heard of it, under one command', async () => {
  const { sent, answers, ends } = openEnds()
  expect(await ends.end(visitId(1), 'timeout')).toBeNull()
  expect(await ends.flush()).toBe(false)
  expect(ends.count()).toBe(1)
  answers.push({ ok: true, value: { reason: 'timeout', parkedCode: null } })
  expect(await ends.flush()).toBe(true)
  expect(new Set(sent.map((input) => JSON.stringify(input))).size).toBe(1)
  expect(ends.count()).toBe(0)
})

it('is content with a server that knows no such visit any more', async () => {
  const { answers, ends } = openEnds()
  answers.push({ ok: false, error: { code: 'no-such-visit' } })
  expect(await ends.end(visitId(1), 'shopper')).toBeNull()
  expect(ends.count()).toBe(0)
})

it('does not tell the same twice at once', async () => {
  const { sent, ends } = openEnds()
  await Promise.all([ends.end(visitId(1), 'shopper'), ends.flush(), ends.flush()])
  expect(sent).toHaveLength(1)
})

it('remembers which visits are over, up to its maximum', () => {
  const { ends } = openEnds()
  for (let n = 0; n <= ENDED_VISITS_MAX; n++) ends.remember(visitId(n))
  expect(ends.isEnded(visitId(0))).toBe(false)
  expect(ends.isEnded(visitId(1))).toBe(true)
})
