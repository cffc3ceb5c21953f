import { until } from '@dangol/client/testing/until.ts'
import { afterEach, expect, test } from 'vitest'
import type { Route, ShopAtHand } from '../testing/shop-at-hand.ts'
import { CONFIGURATION, shopAtHand } from '../testing/shop-at-hand.ts'
import { useClaim } from './use-claim.ts'

const PARKED = {
  id: CONFIGURATION,
  familyId: 'runner',
  modelVersion: 1,
  revision: 1,
  name: '매장에서 고른 것',
  personaId: null,
  secret: false,
  choices: { upper: 'white' },
  origin: 'kiosk',
  savedAt: 1,
}
const NOT_YET = { status: 404, body: { code: 'not-there-yet-or-expired' } }

let shop: ShopAtHand
afterEach(() => shop.close())

/** The claim page of one code; the store's line comes up when the test says so. */
async function openClaim() {
  let arrived = false
  const routes: Record<string, Route> = {
    'POST /api/codes/claim': () => (arrived ? { body: PARKED } : NOT_YET),
    'GET /api/configurations': () => ({ body: { configurations: [PARKED] } }),
  }
  shop = await shopAtHand(routes)
  const claim = shop.use(() => useClaim('RC1-TEST'))
  const claims = () => shop.asked.filter((name) => name === 'POST /api/codes/claim').length
  return { ...claim, claims, arrive: () => (arrived = true) }
}

test('what the store has not told yet is waited for, and shown once it is there', async () => {
  const { claimed, ask, claims, arrive } = await openClaim()
  await ask()
  expect(claimed.value).toBe('waiting')
  arrive()
  shop.time.pass(5_000)
  await until(() => claimed.value !== 'waiting', 'the configuration')
  expect(claimed.value).toMatchObject({ id: CONFIGURATION, name: '매장에서 고른 것' })
  shop.time.pass(60_000)
  expect(claims()).toBe(2)
})

test('a question that finds nothing does not take away what is shown', async () => {
  const { claimed, ask, arrive } = await openClaim()
  arrive()
  await ask()
  shop.close()
  await ask()
  expect(claimed.value).toMatchObject({ id: CONFIGURATION })
})

test('a page that was left asks no more', async () => {
  const { claimed, ask, claims } = await openClaim()
  await ask()
  expect(claimed.value).toBe('waiting')
  shop.leave()
  shop.time.pass(60_000)
  expect(claims()).toBe(1)
})
