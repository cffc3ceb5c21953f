import { until } from '@dangol/client/testing/until.ts'
import type { AssistId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { valueOf } from '@dangol/server/src/testing/helped-visit.ts'
import type { Phone } from '@dangol/server/src/testing/member-code.ts'
import { MUG } from '@dangol/server/src/testing/small-shop.ts'
import type { TestDevice } from '@dangol/server/src/testing/store-server.ts'
import { BOM, TYPED } from './people.ts'
import type { Site } from './site.ts'

export const LONG_MS = 10_000
/** Codes of one second are one code, and the kiosk takes two within three seconds for a double read. */
const BETWEEN_CODES_MS = 20_000

export type Hands = ReturnType<typeof handsAt>

/** What shoppers do at the kiosk of the site. */
export function handsAt(site: Site) {
  const { store, kiosk, note } = site
  const state = () => kiosk.host.state()
  const epoch = () => ({ epoch: state().epoch })
  const command = () => ({ commandId: store.newCommandId() })
  const newId = <T>(): T => store.newCommandId() as unknown as T
  const save = (name: string, text: string | null = null) => saveMug(site, name, text)
  return {
    ...{ state, epoch, command, newId, save },
    /** Nothing that the kiosk made waits any more. */
    isTold: () => until(() => state().waiting.count === 0 && state().link === 'online', 'all told', LONG_MS),
    /** Shows the member code on the phone. */
    async beRecognised(phone: Phone) {
      store.time.advance(BETWEEN_CODES_MS)
      const code = phone.codeAt(store.time.nowMs())
      note('member code', code, code.slice(-90))
      kiosk.read(code)
      await until(() => state().visit?.level === 'L2', 'the member', LONG_MS)
    },
    /** Ends the visit; says behind which code the rest of it lies. */
    async end(o: { parks?: boolean } = {}): Promise<string> {
      await kiosk.ask('visit:end', epoch())
      const parked = () => state().goodbye?.parkedCode ?? ''
      await until(() => state().visit === null && (o.parks !== true || parked() !== ''), 'the end', LONG_MS)
      const code = parked()
      await kiosk.ask('visit:dismiss', {})
      return code
    },
    async order(name: string, text: string) {
      const item = { kind: 'configured', configurationId: await save(name, text) } as const
      await kiosk.ask('cart:add', { ...epoch(), item, quantity: 1, fulfilment: null })
      await until(() => state().visit?.cart.units === 1, 'the cart')
      const acceptedTotal = state().visit?.cart.total ?? { minor: 0, currency: 'KRW' as const }
      const placed = await kiosk.ask('order:place', { ...epoch(), acceptedTotal })
      if (!placed.ok) throw new Error(placed.error.code)
    },
    /** Approves on the own phone; the address comes to the kiosk. */
    async approve() {
      await kiosk.ask('approval:begin', epoch())
      await until(() => (state().approval?.userCode ?? null) !== null, 'an approval code', LONG_MS)
      const userCode = state().approval?.userCode ?? ''
      const { approvals } = store.shop
      approvals.approve(userCode, BOM.id)
      const isApproved = () => {
        store.time.advance(200)
        return state().visit?.level === 'L3' && state().visit?.address === TYPED.address
      }
      await until(isApproved, 'the approval', LONG_MS)
      note('approval code', userCode)
      for (const { deviceCode } of approvals.asked) note('approval secret', deviceCode, `token-of-${deviceCode}`)
    },
    /** On the shopper's word an associate changes what both look at. */
    async configureTogether(tablet: TestDevice) {
      const visitId = state().visit?.id ?? newId<never>()
      const inVisit = () => ({ ...command(), visitId })
      const assistId = newId<AssistId>()
      valueOf(await tablet.ask('visits:serve', { ...inVisit(), serving: true }))
      valueOf(await tablet.ask('assist:ask', { ...inVisit(), assistId, mode: 'co-edit' }))
      await until(() => state().assists.length > 0, 'the question')
      await kiosk.ask('assist:agree', { ...epoch(), assistId, mode: 'co-edit' })
      const made = { kind: 'travel', colour: 'blue' }
      const draft = { id: null, familyId: MUG, modelVersion: 2, name: TYPED.sharedName, made }
      const opened = await kiosk.ask('draft:open', { ...epoch(), ...draft })
      if (!opened.ok) throw new Error(opened.error.code)
      const changes = [{ characteristicId: 'name', to: TYPED.sharedText }]
      valueOf(await tablet.ask('drafts:edit', { ...inVisit(), draftId: opened.value.id, seen: 0, changes }))
      valueOf(await tablet.ask('customers:card', { customerId: BOM.id }))
    },
  }
}

async function saveMug({ kiosk }: Site, name: string, text: string | null): Promise<ConfigurationId> {
  const choices = { kind: 'travel', colour: 'blue', ...(text === null ? {} : { name: text }) }
  const draft = { familyId: MUG, modelVersion: 2, revision: 0, name, personaId: null, secret: false, choices }
  const { epoch } = kiosk.host.state()
  const saved = await kiosk.ask('configuration:save', { epoch, id: null, ...draft })
  if (!saved.ok) throw new Error(saved.error.code)
  return saved.value.id
}
