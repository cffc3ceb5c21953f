import type { Consents, ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type {
  CommandId,
  ConfigurationId,
  CustomerId,
  DeviceId,
  FamilyId,
  IdSource,
  OrderId,
  VisitId,
} from '@dangol/domain/ids/ids.ts'
import type { ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import type { ShopChange, ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mugOf } from './small-shop.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type { OnlineShop } from '../upstream/online-shop.ts'

/** One online shop behind its adapter, with what a test must do to it from the other side. */
export interface ShopAtHand {
  readonly shop: OnlineShop
  /** The same adapter with a key that the shop does not know. */
  readonly stranger: OnlineShop
  /** The same adapter where the call is taken and nothing is said. */
  readonly silent: OnlineShop
  /** Who may be recognised, and lets this store keep configurations. */
  readonly member: CustomerId
  /** Ids that rise with the shop's clock. */
  readonly ids: IdSource
  readonly nowMs: () => number
  /** Something in the shop changes: its feed grows by one. */
  change(): void
  /** The member answers on the own phone, later than everything before. */
  readonly memberSays: (purpose: Purpose, state: ConsentState) => void
  readonly consentsOfMember: () => Consents
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** What every adapter of `upstream/online-shop.ts` keeps to, whatever shop is behind it. */
export function describeOnlineShop(name: string, open: () => Promise<ShopAtHand>): void {
  describe(`the port to the online shop, with ${name}`, () => {
    let hand: ShopAtHand
    beforeEach(async () => {
      hand = await open()
    })
    afterEach(() => hand.close())
    const at = () => hand
    describe('changes', () => feedRules(at))
    describe('orders', () => orderRules(at))
    describe('configurations', () => configurationRules(at))
    describe('consents', () => consentRules(at))
    describe('visits', () => visitRules(at))
    describe('erasures', () => erasureRules(at))
    describe('models', () => modelRules(at))
    describe('approvals', () => approvalRules(at))
    describe('the line', () => lineRules(at))
  })
}

type At = () => ShopAtHand
const PAGE_MAX = 500
const NONCE = 'n'.repeat(22)
const DEADLINE_MS = 5_000
const soon = (): AbortSignal => AbortSignal.timeout(DEADLINE_MS)

function feedRules(at: At): void {
  const page = async (cursor: string | null, limit = PAGE_MAX) =>
    valueOf(await at().shop.changes({ cursor, limit, nonce: NONCE }, soon()))
  const all = async (limit: number): Promise<ShopChange[]> => {
    const changes: ShopChange[] = []
    for (let cursor: string | null = null, more = true; more;) {
      const next = await page(cursor, limit)
      changes.push(...next.changes)
      ;({ cursor, more } = next)
    }
    return changes
  }

  test('come in one order, whatever the size of the page', async () => {
    for (let i = 0; i < 4; i++) at().change()
    const atOnce = await all(PAGE_MAX)
    expect(atOnce.length).toBeGreaterThanOrEqual(4)
    for (const limit of [1, 3]) expect(await all(limit)).toEqual(atOnce)
  })

  test('can be asked for again from a cursor, and are the same', async () => {
    for (let i = 0; i < 3; i++) at().change()
    const { cursor } = await page(null, 1)
    expect(await page(cursor, 2)).toEqual(await page(cursor, 2))
  })

  test('end with a cursor from which only what is new comes', async () => {
    const { cursor, more } = await page(null)
    expect(more).toBe(false)
    expect(await page(cursor)).toMatchObject({ changes: [], cursor, more: false })
    at().change()
    expect((await page(cursor)).changes).toHaveLength(1)
  })

  test("tell the shop's clock", async () => {
    expect((await page(null)).now).toBe(at().nowMs())
  })
}

function orderRules(at: At): void {
  const place = (order: ShopOrder) => at().shop.placeOrder(order, soon())

  test('the same order twice is one order with one number, another one has another', async () => {
    const order = orderOf(at())
    const { number } = valueOf(await place(order))
    const next = valueOf(await place(orderOf(at())))
    expect(next.number).not.toBe(number)
    expect(valueOf(await place(structuredClone(order)))).toEqual({ number })
  })

  test('another order under a known id is refused for good, and the first one stands', async () => {
    const order = orderOf(at())
    const taken = valueOf(await place(order))
    expect((await place({ ...order, storeNumber: 'S-0002' })).kind).toBe('rejected')
    expect(valueOf(await place(order))).toEqual(taken)
  })

  test('of a member or of nobody are both taken', async () => {
    expect((await place(orderOf(at(), at().member))).kind).toBe('answered')
    expect((await place(orderOf(at()))).kind).toBe('answered')
  })
}

function configurationRules(at: At): void {
  const save = async (one: ShopConfiguration) => valueOf(await at().shop.saveConfiguration(one, soon())).accepted
  const ofMember = async () => valueOf(await at().shop.configurationsOf(at().member, soon()))

  test('a saved one is shown to its member, and the same delivery twice is in', async () => {
    const mug = configurationOf(at(), { revision: 1 })
    expect([await save(mug), await save(mug)]).toEqual([true, true])
    expect(await ofMember()).toMatchObject([{ id: mug.id, revision: 1, name: mug.name, customerId: at().member }])
  })

  test('the higher revision wins, and what comes late is not accepted', async () => {
    const mug = configurationOf(at(), { revision: 1 })
    const newer = { ...mug, revision: 2, name: 'Evening mug' }
    expect([await save(mug), await save(newer)]).toEqual([true, true])
    expect(await save({ ...mug, name: 'Late mug' })).toBe(false)
    expect(await ofMember()).toMatchObject([{ id: mug.id, revision: 2, name: 'Evening mug' }])
  })

  test('of somebody whom the shop does not know there are none', async () => {
    const nobody = '0'.repeat(32) as CustomerId
    expect(valueOf(await at().shop.configurationsOf(nobody, soon()))).toEqual([])
  })
}

function consentRules(at: At): void {
  test('given in the store count once: a repeated delivery does not undo what the member said since', async () => {
    const { shop, ids, member, memberSays, consentsOfMember } = at()
    const consent = {
      commandId: ids.next<CommandId>(),
      customerId: member,
      consents: { 'assist.notify': 'granted' as const },
    }
    expect(await shop.putConsents(consent, soon())).toEqual({ kind: 'answered', value: null })
    expect(consentsOfMember()['assist.notify']).toBe('granted')
    memberSays('assist.notify', 'withdrawn')
    expect(await shop.putConsents(consent, soon())).toEqual({ kind: 'answered', value: null })
    expect(consentsOfMember()['assist.notify']).toBe('withdrawn')
  })
}

function visitRules(at: At): void {
  test('are told when somebody is recognised and when it is over, and again', async () => {
    const { shop, nowMs } = at()
    const begun = visitOf(at())
    const over = { ...begun, endedAt: nowMs(), used: [{ field: 'visit.name', purpose: null }] }
    for (const state of [begun, over, over, begun]) {
      expect(await shop.putVisit(state, soon())).toEqual({ kind: 'answered', value: null })
    }
  })
}

function erasureRules(at: At): void {
  test('are confirmed in the feed, once, so that the store knows that what comes after is newer', async () => {
    const { shop, ids, member } = at()
    const { cursor } = valueOf(await shop.changes({ cursor: null, limit: PAGE_MAX, nonce: NONCE }, soon()))
    const erasure = { commandId: ids.next<CommandId>(), customerId: member }
    for (let times = 0; times < 2; times++) {
      expect(await shop.putErasure(erasure, soon())).toEqual({ kind: 'answered', value: null })
    }
    const page = valueOf(await shop.changes({ cursor, limit: PAGE_MAX, nonce: NONCE }, soon()))
    const words = page.changes.filter(({ feed, value }) => feed === 'deleted' && 'id' in value && value.id === member)
    expect(words).toEqual([{ feed: 'deleted', value: { feed: 'customer', id: member } }])
  })
}

function modelRules(at: At): void {
  const publish = (version: number, basePriceMinor = 20_000) => {
    const model = { ...mugOf(1), id: 'beaker' as FamilyId, version, basePriceMinor }
    return at().shop.publishModel(model, soon())
  }

  test('are published in turn, and the same publication twice is one', async () => {
    for (const version of [1, 1, 2]) expect(await publish(version)).toEqual({ kind: 'answered', value: null })
  })

  test('are never changed nor skipped', async () => {
    await publish(1)
    for (const answer of [await publish(1, 30_000), await publish(3)]) {
      expect(answer).toMatchObject({ kind: 'rejected', why: expect.stringContaining('409') as unknown })
    }
  })
}

function approvalRules(at: At): void {
  const kioskThumbprint = 'k'.repeat(43)
  const ask = { storeName: { ko: '성수', en: 'Seongsu' }, kioskId: 'kiosk-1', kioskThumbprint, lang: 'ko' } as const
  const begin = async () => valueOf(await at().shop.beginApproval(ask, soon()))
  const poll = async (deviceCode: string, thumbprint = kioskThumbprint) =>
    valueOf(await at().shop.pollApproval({ deviceCode, kioskThumbprint: thumbprint }, soon())).state

  test('[RD1] begin with a code of eight letters, a number, and a time in which they count', async () => {
    const [one, two] = [await begin(), await begin()]
    expect(one.userCode).toMatch(/^[B-DF-HJ-NP-TV-XZ]{8}$/)
    expect(one.number).toMatch(/^\d{2}$/)
    expect(one.url.toUpperCase()).toContain(one.userCode)
    expect(one.expiresAt).toBeGreaterThan(at().nowMs())
    expect(one.expiresAt).toBeLessThanOrEqual(at().nowMs() + 120_000)
    expect(new Set([one.deviceCode, two.deviceCode, one.userCode, two.userCode]).size).toBe(4)
  })

  test('[RD1] wait for the phone, for the kiosk that asked; to any other they are over', async () => {
    const { deviceCode } = await begin()
    expect(['pending', 'slow-down']).toContain(await poll(deviceCode))
    expect(await poll(deviceCode, 'x'.repeat(43))).toBe('expired')
    expect(await poll('unknown')).toBe('expired')
  })

  test('[RD1] show nothing to a token that was never given, and end it all the same', async () => {
    const never = { token: 't'.repeat(43), kioskThumbprint }
    expect((await at().shop.approved(never, soon())).kind).toBe('rejected')
    expect(await at().shop.endApproval(never, soon())).toEqual({ kind: 'answered', value: null })
  })
}

function lineRules(at: At): void {
  const askAll = (shop: OnlineShop, signal: AbortSignal): Promise<ShopAnswer<unknown>[]> =>
    Promise.all([
      shop.changes({ cursor: null, limit: 1, nonce: NONCE }, signal),
      shop.placeOrder(orderOf(at()), signal),
      shop.saveConfiguration(configurationOf(at(), { revision: 1 }), signal),
      shop.putConsents({ commandId: at().ids.next(), customerId: at().member, consents: {} }, signal),
      shop.configurationsOf(at().member, signal),
      shop.publishModel({ ...mugOf(1), id: 'jug' as FamilyId }, signal),
      shop.putVisit(visitOf(at()), signal),
    ])
  const kinds = (answers: readonly ShopAnswer<unknown>[]) => [...new Set(answers.map(({ kind }) => kind))]

  test('that is cut is told apart from a refusal, and a mended one carries again', async () => {
    at().cut()
    expect(kinds(await askAll(at().shop, soon()))).toEqual(['unreachable'])
    at().mend()
    expect(kinds(await askAll(at().shop, soon()))).toEqual(['answered'])
  })

  test('with a wrong key changes nothing, and waits for the right one', async () => {
    expect(kinds(await askAll(at().stranger, soon()))).toEqual(['unreachable'])
    expect(valueOf(await at().shop.configurationsOf(at().member, soon()))).toEqual([])
  })

  test('that stays silent is given up at the deadline', async () => {
    expect(kinds(await askAll(at().silent, AbortSignal.timeout(50)))).toEqual(['unreachable'])
  })

  test('is not used after the deadline', async () => {
    expect(kinds(await askAll(at().shop, AbortSignal.abort()))).toEqual(['unreachable'])
    expect(valueOf(await at().shop.configurationsOf(at().member, soon()))).toEqual([])
  })
}

function valueOf<T>(answer: ShopAnswer<T>): T {
  if (answer.kind !== 'answered') throw new Error(`${answer.kind}: ${answer.why}`)
  return answer.value
}

function visitOf({ ids, member, nowMs }: ShopAtHand): ShopVisit {
  return {
    ...{ visitId: ids.next<VisitId>(), customerId: member, storeName: { ko: '성수', en: 'Seongsu' } },
    ...{ kioskId: 'kiosk-1' as DeviceId, credId: null, level: 'L2', startedAt: nowMs(), endedAt: null },
    ...{ used: [], granted: [] },
  }
}

function configurationOf({ ids, member, nowMs }: ShopAtHand, over: { revision: number }): ShopConfiguration {
  return {
    ...{ id: ids.next<ConfigurationId>(), familyId: 'mug' as FamilyId, modelVersion: 1, name: 'Morning mug' },
    ...{ personaId: null, secret: false, choices: { colour: 'blue' }, customerId: member, origin: 'kiosk' },
    ...{ savedAt: nowMs(), code: null, codeExpiresAt: null, discarded: false, ...over },
  }
}

function orderOf({ ids, nowMs }: ShopAtHand, customerId: CustomerId | null = null): ShopOrder {
  const total = { minor: 24_000, currency: 'KRW' } as const
  return {
    ...{
      orderId: ids.next<OrderId>(),
      storeId: 'seongsu',
      storeNumber: 'S-0001',
      customerId,
      placedAt: nowMs(),
      total,
    },
    lines: [
      {
        ...{ sku: 'SOCK-01', title: { ko: '양말', en: 'Socks' }, quantity: 2, fulfilment: 'carry-out', total },
        unitPrice: { minor: 12_000, currency: 'KRW' },
        promise: { date: '2026-11-21', basis: 'on-shelf', steps: [], provisional: false },
        configuration: null,
      },
    ],
  }
}
