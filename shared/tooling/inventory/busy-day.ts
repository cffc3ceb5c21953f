import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import { valueOf } from '@dangol/server/src/testing/helped-visit.ts'
import { pinOf } from '@dangol/server/src/testing/staff-floor.ts'
import { mirrored } from '@dangol/server/src/testing/store-server.ts'
import type { TestDevice } from '@dangol/server/src/testing/store-server.ts'
import { createTestPasskey } from '@dangol/server/src/testing/passkey.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { KIOSK } from '../integration/real-kiosk.ts'
import type { Moment, Place } from './expected.ts'
import { handsAt, LONG_MS } from './hands.ts'
import type { Hands } from './hands.ts'
import { BOM, TYPED, WREN, WREN_WITHDRAWS } from './people.ts'
import type { Site } from './site.ts'

const ASSOCIATE = 'seoyeon'
const MANAGER = 'jieun'
const OFFICER = 'haneul'
const DAY_MS = 25 * 60 * 60_000

/** Opens the disks, in the middle of things unless it says otherwise. */
type Look = (moment?: Moment, places?: readonly Place[]) => void
interface Day {
  readonly site: Site
  readonly hands: Hands
  readonly look: Look
}

/** A busy day, from the first shopper to the next evening. */
export async function liveThrough(site: Site, look: Look): Promise<void> {
  const day: Day = { site, look, hands: handsAt(site) }
  const code = await bomComesIn(day, await associate(site))
  await codeIsShown(day, code)
  await wrenComesTwice(day)
  await storeServerIsGone(day)
  await tabletIsUsed(day, await associate(site))
  await staffChanges(day)
  await day.hands.isTold()
  await site.tidied()
  look('after')
  await officerErasesBom(day)
  await site.tidied()
  look('erased')
  site.store.time.advance(DAY_MS)
  await site.tidied()
  look('a day later')
}

const associate = ({ store }: Site) => store.connect('tablet', 'tablet-1', { associate: ASSOCIATE })

/** Somebody regular: helped, approved, ordered, something left unfinished. */
async function bomComesIn({ site, hands, look }: Day, tablet: TestDevice): Promise<string> {
  await hands.beRecognised(BOM.phone)
  await hands.configureTogether(tablet)
  await hands.approve()
  await hands.order(TYPED.orderedName, TYPED.orderedText)
  await hands.save(TYPED.unfinished)
  look()
  const parked = await hands.end({ parks: true })
  site.note('parking code', parked, parked.replaceAll('-', ''))
  return parked
}

/** A code brings one thing back, to nobody. */
async function codeIsShown({ site, hands, look }: Day, code: string): Promise<void> {
  site.kiosk.read(code)
  await until(() => hands.state().visit?.level === 'L1', 'the configuration', LONG_MS)
  look()
  await hands.end()
}

/** Comes twice: takes back what the store may keep, and is forgotten with the internet gone. */
async function wrenComesTwice({ site, hands, look }: Day): Promise<void> {
  const { kiosk, store } = site
  await hands.beRecognised(WREN.phone)
  look()
  const consent = { ...hands.epoch(), purpose: 'history.view' } as const
  for (const state of ['granted', 'withdrawn'] as const) await kiosk.ask('visit:consent', { ...consent, state })
  await hands.end()
  store.shop.feed.push(...WREN_WITHDRAWS)
  await mirrored(store)
  store.shop.isReachable = false
  await hands.beRecognised(WREN.phone)
  await hands.save(TYPED.forgotten)
  await hands.isTold()
  look()
  await kiosk.ask('visit:forget', hands.epoch())
  await until(() => hands.state().visit === null, 'the end', LONG_MS)
  await kiosk.ask('visit:dismiss', {})
  store.shop.isReachable = true
}

/** The store server goes, somebody configures by themselves, and what they made is handed over. */
async function storeServerIsGone({ site, hands, look }: Day): Promise<void> {
  await site.server.stop()
  await until(() => hands.state().link === 'offline', 'the line to fall', LONG_MS)
  await site.kiosk.ask('visit:begin', { lang: 'ko' })
  await hands.save(TYPED.alone)
  look()
  await site.server.start()
  await hands.isTold()
  look()
  await hands.end()
  await hands.isTold()
  await site.tidied()
  look('after', ['kiosk'])
}

/** An associate looks for somebody who is not here, and sends something of a regular to the kiosk. */
async function tabletIsUsed({ site, hands, look }: Day, tablet: TestDevice): Promise<void> {
  const { command, state } = hands
  valueOf(await tablet.ask('customers:find', { query: TYPED.search }))
  const opened = valueOf(await tablet.ask('visits:begin-for', { ...command(), customerId: BOM.id, lang: 'ko' }))
  const inVisit = () => ({ ...command(), visitId: opened.id })
  const handoverId = hands.newId<Handover['id']>()
  const configurationIds = opened.configurations.slice(0, 1).map(({ id }) => id)
  valueOf(await tablet.ask('handovers:send', { ...inVisit(), handoverId, kioskId: KIOSK, configurationIds }))
  await until(() => state().handover !== null, 'the offer', LONG_MS)
  await site.kiosk.ask('handover:take', { handoverId, lang: 'ko' })
  await until(() => state().visit?.configurations.length === 1, 'what was sent', LONG_MS)
  look()
  await hands.end()
  valueOf(await tablet.ask('visits:end', { ...inVisit(), reason: 'associate' }))
}

/** Wrong PINs, then the right one; somebody new gets a PIN, and the manager a passkey. */
async function staffChanges({ site, hands }: Day): Promise<void> {
  const { store, note } = site
  const pad = await store.connect('tablet', 'tablet-2', { associate: null })
  const who = ASSOCIATE as AssociateId
  for (const pin of TYPED.wrongPins) await pad.ask('staff:sign-in', { associate: who, pin })
  const { session } = valueOf(await pad.ask('staff:sign-in', { associate: who, pin: pinOf(ASSOCIATE) }))
  note('session token', session, store.signIn(ASSOCIATE, 'tablet-1'))
  const office = await store.connect('office', 'office-1')
  store.stepUp('office-1')
  const newcomer = { id: 'newcomer' as AssociateId, name: TYPED.newcomer, role: 'associate' as const }
  const { pin } = valueOf(await office.ask('people:add', { ...hands.command(), ...newcomer }))
  note('pin', pinOf(ASSOCIATE), pinOf(MANAGER), pin)
  note('device token', ...Object.values(store.deps.deviceKeys))
  note('passkey', await passkeyOf(site, hands))
}

/** Makes a passkey for the manager, who holds the office's page at its name. */
async function passkeyOf({ store }: Site, hands: Hands): Promise<string> {
  const page = store.url.replace('127.0.0.1', 'localhost')
  const session = store.signIn(MANAGER, 'office-1')
  const auth = { protocol: PROTOCOL_VERSION, device: { id: 'office-1', kind: 'office' }, session }
  const socket = store.knock(
    { ...auth, token: store.deps.deviceKeys.office },
    { origin: page, host: new URL(page).host },
  )
  await new Promise((resolve) => socket.on('connect', () => resolve(null)))
  const ask = async (name: string, input: object): Promise<unknown> => {
    const answer = (await socket.emitWithAck(name, input)) as { ok: boolean; value: unknown }
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`)
    return answer.value
  }
  const passkey = createTestPasskey(page)
  const { options } = (await ask('staff:passkey-begin', { pin: pinOf(MANAGER) })) as { options: unknown }
  await ask('staff:passkey-add', { ...hands.command(), response: passkey.register(options), name: 'Phone' })
  return passkey.id
}

/** In the evening one of them asks to be erased. */
async function officerErasesBom({ site: { store }, hands: { command } }: Day): Promise<void> {
  const office = await store.connect('office', 'office-2', { associate: OFFICER })
  store.stepUp('office-2')
  const asked = { customerId: BOM.id, reason: 'asked at the counter' }
  valueOf(await office.ask('privacy:subject', { number: BOM.number, reason: asked.reason }))
  valueOf(await office.ask('privacy:export', { ...command(), ...asked }))
  valueOf(await office.ask('privacy:erase', { ...command(), ...asked }))
  await until(() => store.shop.erasures.length === 1, 'the word to the shop', LONG_MS)
}
