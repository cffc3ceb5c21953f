import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { ConfigurationId, CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { wire } from '../../../testing/goods-floor.ts'
import { createPhone } from '../../../testing/member-code.ts'
import type { Phone } from '../../../testing/member-code.ts'
import { MUG, mugOf, smallStore } from '../../../testing/small-shop.ts'
import { callerOf } from '../../../testing/store-core.ts'
import { EMMA, JIWOO, memberFeed } from '../../../testing/store-server.ts'
import { openWiredStore, settled } from '../../../testing/wired-store.ts'
import type { WiredStore } from '../../../testing/wired-store.ts'

export const kiosk = callerOf('kiosk', 'kiosk-1')
export const officer = callerOf('office', 'office-1', 'jieun')
export const ALL: Consents = {
  ...{ 'recog.kiosk': 'granted', 'assist.notify': 'granted' },
  ...{ 'config.sync.store': 'granted', 'history.view': 'granted' },
}
export const REASON = 'asked at the counter'

export const jiwoosPhone = createPhone('a1a1a1a1a1a1a1a1')
export const emmasPhone = createPhone('b2b2b2b2b2b2b2b2')

/** A saved mug as the shop feeds it. */
export const mugFeed = (n: number, customerId: CustomerId): ShopChange => ({
  feed: 'configuration',
  value: {
    ...{
      id: `018f0000-0000-7000-8000-00000000000${n}` as ConfigurationId,
      familyId: MUG,
      modelVersion: 2,
      revision: 1,
      name: `Mug ${n}`,
    },
    ...{ personaId: null, secret: false, choices: { kind: 'travel', colour: 'blue' }, customerId, origin: 'online' },
    ...{ savedAt: 1_000 + n, code: null, codeExpiresAt: null, discarded: false },
  },
})
export const orderFeed = (n: number, customerId: CustomerId): ShopChange => ({
  feed: 'history',
  value: {
    customerId,
    order: {
      ...{ number: `W-${n}`, placedAt: 1_700_000_000_000 + n, channel: 'web', state: 'completed', units: 1 },
      total: { minor: 10_000, currency: 'KRW' },
      lines: [{ sku: 'SOCK-01', title: 'Socks', quantity: 1, total: { minor: 10_000, currency: 'KRW' } }],
    },
  },
})

export const PEOPLE: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  ...memberFeed({ consents: ALL }, [jiwoosPhone]),
  ...memberFeed({ id: EMMA, number: 'M-2002', name: 'Emma Stone', lang: 'en', consents: ALL }, [emmasPhone]),
  ...[mugFeed(1, JIWOO), mugFeed(2, EMMA), orderFeed(1, JIWOO), orderFeed(2, EMMA)],
]

/** A wired store with two members, and what a test asks of it. */
export async function openPrivacyStore(feed: readonly ShopChange[] = PEOPLE) {
  const store = await openWiredStore([...feed], { store: smallStore })
  const inOffice = async <N extends RequestName & keyof WiredStore['handlers']>(
    name: N,
    input: Omit<Input<N>, 'commandId'> & { commandId?: CommandId },
  ): Promise<Answer<N>> => {
    // One handler of all: which one, the compiler cannot tell from a name that is still open.
    const handler = store.handlers[name] as (caller: typeof officer, input: unknown) => Answer<N> | Promise<Answer<N>>
    return handler(officer, { ...input, commandId: input.commandId ?? store.commandId() })
  }
  return {
    ...store,
    inOffice,
    scan: async (phone: Phone, caller = kiosk): Promise<Answer<'recognition:scan'>> => {
      // Each code is good once, and codes of one second are one code.
      store.time.advance(4_000)
      const scan = {
        commandId: store.commandId(),
        text: phone.codeAt(store.time.nowMs()),
        lang: 'ko',
        takeOver: false,
      } as const
      const answer = Promise.resolve(store.handlers['recognition:scan'](caller, scan))
      store.time.advance(300)
      await settled()
      return answer
    },
    forget: (visitId: VisitId) => store.handlers['visits:forget'](kiosk, { commandId: store.commandId(), visitId }),
    end: (visitId: VisitId) =>
      store.handlers['visits:end'](kiosk, { commandId: store.commandId(), visitId, reason: 'shopper' }),
    /** Lets the outbox deliver. */
    async delivered() {
      store.time.advance(1)
      await store.features.outbox.pump()
      await settled()
    },
    rowsOf: (customerId: CustomerId) =>
      Object.fromEntries(holdingsOf(store, customerId).map(({ table, rows }) => [table, rows])),
  }
}
export type PrivacyStore = Awaited<ReturnType<typeof openPrivacyStore>>

/** Where the alias of a customer stands in the whole database: table and column. */
export function placesOf({ db }: Pick<WiredStore, 'db'>, text: string): string[] {
  const tables = db.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all()
  const places = tables.flatMap((table) =>
    db
      .prepare<[], Record<string, unknown>>(`select * from ${table}`)
      .all()
      .flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          typeof value === 'string' && value.includes(text) ? [`${table}.${column}`] : [],
        ),
      ),
  )
  return [...new Set(places)].toSorted()
}

const holdingsOf = (store: WiredStore, customerId: CustomerId) => store.features.privacy.holdings.holds(customerId)

/** The visit that a scan opened. */
export function visitIn(answer: Answer<'recognition:scan'>) {
  if (!answer.ok || answer.value.kind !== 'recognised') throw new Error(`not recognised: ${JSON.stringify(answer)}`)
  return answer.value.visit
}
