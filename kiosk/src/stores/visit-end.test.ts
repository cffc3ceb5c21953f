import type { ConfigurationId, PersonaId, Sku } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { assistOf } from '../testing/shared-store.ts'
import { useCart } from './cart.ts'
import { useDrafting } from './drafting.ts'
import { useHands } from './hands.ts'
import { useHelping } from './helping.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'
import { useScanning } from './scanning.ts'
import { useSettings } from './settings.ts'
import { useSharing } from './sharing.ts'
import { testHost, testId, visitOf } from '../testing/host.ts'
import { useVisitEnd } from './visit-end.ts'

const member = {
  maskedName: '김*지',
  personas: [{ id: testId<PersonaId>(900), name: '나', kind: 'self' as const }],
  consents: {},
}

/** A screen in the middle of a visit, with something of the shopper in every store. */
function busyScreen() {
  const host = testHost({ 'visit:scan': () => 'another-person', 'cart:add': () => 'sold-out' })
  host.app.runWithContext(useVisitEnd)
  host.push(visitOf(1, { level: 'L2', customer: member }))
  const stores = {
    navigation: useNavigation(),
    settings: useSettings(),
    notices: useNotices(),
    drafting: useDrafting(),
    cart: useCart(),
    scanning: useScanning(),
  }
  stores.navigation.go({ kind: 'cart' })
  stores.settings.lang = 'en'
  stores.settings.scale = 2
  stores.settings.lowReach = true
  stores.notices.show({ kind: 'added', title: '아버지 선물' })
  stores.drafting.open(mug, '내 머그', null)
  stores.drafting.choose('name', '지은')
  return { host, ...stores }
}

test('when the visit is over, no store holds anything of the shopper', async () => {
  const screen = busyScreen()
  await screen.scanning.present('RM1.somebody-else')
  screen.host.push({ visit: null })
  expect(screen.navigation.view).toEqual({ kind: 'attract' })
  expect(screen.navigation.canGoBack).toBe(false)
  expect(screen.notices.notice).toBeNull()
  expect(screen.drafting.draft).toBeNull()
  expect(screen.drafting.choices).toEqual({})
  expect(screen.drafting.canUndo).toBe(false)
  expect(screen.drafting.quoted).toBeNull()
  expect(screen.cart.busy).toBe(false)
  expect(screen.settings.$state).toEqual({
    lang: 'ko',
    scale: 1,
    highContrast: false,
    lowReach: false,
    still: false,
    speech: false,
  })
})

test('the screen keeps no code that was read, so that nobody can take over with it once the host has forgotten it', async () => {
  const screen = busyScreen()
  await screen.scanning.present('RM1.somebody-else')
  screen.host.push({ visit: null })
  await screen.scanning.takeOver()
  const scans = screen.host.asked.filter((one) => one.name === 'visit:scan')
  expect(scans.slice(1).map((one) => one.input)).toEqual([{ text: '', lang: 'ko', takeOver: true }])
})

test('a draft of the visit that ended is not saved into the next one', async () => {
  const screen = busyScreen()
  screen.host.push({ visit: null })
  screen.host.push(visitOf(2))
  await screen.host.pass(60_000)
  expect(screen.host.asked.filter((one) => one.name === 'configuration:save')).toEqual([])
})

test('one visit straight after another resets the screen as well', () => {
  const screen = busyScreen()
  screen.host.push(visitOf(2))
  expect(screen.navigation.view).toEqual({ kind: 'attract' })
  expect(screen.drafting.draft).toBeNull()
  expect(screen.settings.scale).toBe(1)
})

test('large letters last through the goodbye and end with it', () => {
  const screen = busyScreen()
  const goodbye = {
    reason: 'shopper' as const,
    lang: 'en' as const,
    parkedCode: null,
    waits: false,
    orderNumbers: [],
    endsAt: 1,
  }
  screen.host.push({ visit: null, goodbye })
  expect(screen.drafting.draft).toBeNull()
  expect(screen.settings.scale).toBe(2)
  screen.host.push({ goodbye: null })
  expect(screen.settings.scale).toBe(1)
})

test('being recognised in a visit keeps the settings and brings up the saved configurations', () => {
  const host = testHost()
  host.app.runWithContext(useVisitEnd)
  host.push(visitOf(1))
  const [navigation, settings] = [useNavigation(), useSettings()]
  navigation.home()
  settings.scale = 1.5
  host.push(visitOf(1, { level: 'L2', customer: member }))
  expect(navigation.view).toEqual({ kind: 'mine' })
  expect(settings.scale).toBe(1.5)
})

test('a stocked product named in a remark is gone too', async () => {
  const screen = busyScreen()
  await screen.cart.add({ kind: 'stocked', sku: 'SOCK-1' as Sku }, '양말')
  expect(screen.notices.notice).toEqual({ kind: 'refused', code: 'sold-out' })
  screen.host.push({ visit: null })
  expect(screen.notices.notice).toBeNull()
})

test('help that was under way is over with the visit: nobody who helped is on the next shopper’s screen', async () => {
  const draft = { familyId: mug.id, modelVersion: mug.version, name: '내 머그', made: {} }
  const shared = { ...draft, id: testId<ConfigurationId>(777), revision: 0, hands: {}, history: [], suggestions: [] }
  const screen = busyScreen()
  const [helping, sharing, hands] = [useHelping(), useSharing(), useHands()]
  screen.host.answers['draft:open'] = () => shared
  screen.host.push({ assists: [assistOf({ agreed: 'co-edit' })], sharedDraft: shared })
  await screen.host.pass(0)
  expect(sharing.draft).not.toBeNull()
  screen.host.push({ visit: null, assists: [], sharedDraft: null })
  expect(sharing.draft).toBeNull()
  expect(sharing.made).toBeNull()
  expect(sharing.notTaken).toEqual([])
  expect(helping.helpers).toEqual([])
  expect(hands.news).toBeNull()
  expect(screen.notices.notice).toBeNull()
})
