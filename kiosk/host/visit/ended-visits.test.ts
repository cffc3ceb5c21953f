import { expect, it } from 'vitest'
import { visitId } from '../testing/fixtures.ts'
import { ENDED_VISITS_MAX, createEndedVisits } from './ended-visits.ts'

it('[E1] remembers which visits are over, up to its maximum', () => {
  const ended = createEndedVisits()
  for (let n = 0; n <= ENDED_VISITS_MAX; n++) ended.remember(visitId(n))
  expect([0, 1, ENDED_VISITS_MAX].map((n) => ended.isEnded(visitId(n)))).toEqual([false, true, true])
})
