import type { ConfigurationId, FamilyId } from '@dangol/domain/ids/ids.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { expect, test } from 'vitest'
import { testHost, testId, visitOf } from '../testing/host.ts'
import { useHanding } from './handing.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'

const OFFER = { id: testId(90), from: '지은', count: 2, endsAt: 1_060_000 }

const thing = (n: number): ConfigurationView => ({
  ...{ id: testId<ConfigurationId>(n), familyId: 'shoe' as FamilyId, modelVersion: 1, revision: 1, name: '' },
  ...{ personaId: null, secret: false, choices: {}, origin: 'tablet', savedAt: 1, canonicalKey: null, sku: null },
  ...{ price: { minor: 1, currency: 'KRW' }, validity: { state: 'incomplete', changes: [] }, promise: null },
})

function offered(answers: Parameters<typeof testHost>[0] = {}) {
  const host = testHost(answers)
  const [handing, navigation] = host.app.runWithContext(() => [useHanding(), useNavigation()])
  host.push({ handover: OFFER })
  return { host, handing, navigation }
}

test('[HS1] an offer shows with its seconds, and is gone with the last of them', async () => {
  const { host, handing } = offered()
  expect(handing.offer).toEqual(OFFER)
  expect(handing.secondsLeft).toBe(60)
  await host.pass(59_750)
  expect(handing.secondsLeft).toBe(1)
  await host.pass(250)
  expect(handing.offer).toBeNull()
})

test('[HS1] yes to one thing opens it, with the start of the visit behind it', async () => {
  const { host, handing, navigation } = offered({
    'handover:take'() {
      host.push({ ...visitOf(1, { configurations: [thing(7)] }), handover: null })
      return { configurationIds: [thing(7).id] }
    },
  })
  await handing.take(OFFER)
  expect(host.asked.at(-1)).toEqual({ name: 'handover:take', input: { handoverId: OFFER.id, lang: 'ko' } })
  expect(navigation.view).toEqual({ kind: 'configure', familyId: 'shoe', configurationId: thing(7).id })
  navigation.back()
  expect(navigation.view).toEqual({ kind: 'home' })
})

test('[HS1] yes to several shows the shelf, and leads back to what somebody was busy with', async () => {
  const ids = [thing(7).id, thing(8).id]
  const { host, handing, navigation } = offered({ 'handover:take': () => ({ configurationIds: ids }) })
  host.push({ ...visitOf(1, { configurations: [thing(7), thing(8)] }), handover: OFFER })
  navigation.home()
  navigation.go({ kind: 'cart' })
  await handing.take(OFFER)
  expect(navigation.view).toEqual({ kind: 'mine' })
  navigation.back()
  expect(navigation.view).toEqual({ kind: 'cart' })
})

test('[HS1] too late says so and leaves everything where it was', async () => {
  const { handing, navigation } = offered({ 'handover:take': () => 'no-such-handover' })
  await handing.take(OFFER)
  expect(useNotices().notice).toEqual({ kind: 'refused', code: 'no-such-handover' })
  expect(navigation.view).toEqual({ kind: 'attract' })
  expect(handing.busy).toBe(false)
})

test('[HS1] no is said once and waits for nothing', () => {
  const { host, handing } = offered()
  handing.decline(OFFER)
  expect(host.asked.at(-1)).toEqual({ name: 'handover:decline', input: { handoverId: OFFER.id } })
})
