import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { PhoneConfiguration, PhoneOrder } from '@dangol/protocol/shop.ts'
import type { SnapshotCode } from '@dangol/protocol/shop-snapshots.ts'
import type { Codes } from './configurations/codes.ts'
import type { Configurations } from './configurations/configurations.ts'
import type { LiveCode } from './configurations/configurations.sql.ts'
import type { Snapshots } from './configurations/snapshots.ts'
import type { MemberId } from './customers/customers.sql.ts'
import type { RefusalCode } from './http/refusals.ts'
import type { Orders } from './orders/orders.ts'
import type { Pictures } from './pictures/pictures.ts'

type Answer<T> = Promise<Result<T, { code: RefusalCode }>>
interface OrdersPage {
  readonly orders: PhoneOrder[]
  readonly more: boolean
}

/** What members made and bought, as their phones ask for it, wherever it is kept. Each writes in transactions of its own. */
export interface MemberThings {
  /** Newest first. */
  configurations(memberId: MemberId): Answer<PhoneConfiguration[]>
  /** Refuses: 'stale-revision', 'not-found' (somebody else's), 'unknown-model', 'unknown-persona', 'too-many', 'too-large'. */
  save(memberId: MemberId, draft: ConfigurationDraft): Answer<PhoneConfiguration>
  /** Refuses: 'not-found'. */
  discard(memberId: MemberId, id: ConfigurationId): Answer<null>
  /** A code that opens it for a day. Refuses: 'not-found'. */
  codeFor(memberId: MemberId, id: ConfigurationId): Answer<LiveCode>
  /** Refuses: 'not-found', 'too-long-for-code'. */
  snapshotFor(memberId: MemberId, id: ConfigurationId): Answer<SnapshotCode>
  /** What a code opens, and whoever is signed in keeps. Refuses: 'not-there-yet-or-expired', 'too-many'. */
  claim(memberId: MemberId | null, code: string): Answer<PhoneConfiguration>
  /** Newest first, pages counted from 0. */
  orders(memberId: MemberId, page: number): Answer<OrdersPage>
}

export interface OwnThingsDeps {
  readonly configurations: Configurations
  readonly codes: Codes
  readonly snapshots: Snapshots
  readonly orders: Orders
  readonly pictures: Pictures
  readonly write: <T>(run: () => T) => T
}

/** Things of members that this shop keeps itself. */
export function ownThings(deps: OwnThingsDeps): MemberThings {
  const { configurations, codes, snapshots, orders, pictures, write } = deps
  const done = <T>(value: T): Promise<T> => Promise.resolve(value)
  return {
    configurations: (memberId) => done({ ok: true, value: configurations.ofMember(memberId) }),
    save: (memberId, draft) => done(write(() => configurations.save(memberId, draft))),
    discard: (memberId, id) =>
      done(
        write(() => {
          const choices = configurations.choicesOf(memberId, id)
          const discarded = configurations.discard(memberId, id)
          if (discarded.ok) pictures.forget(memberId, choices)
          return discarded
        }),
      ),
    codeFor: (memberId, id) => done(write(() => codes.issue(memberId, id))),
    snapshotFor: (memberId, id) => done(snapshots.of(memberId, id)),
    claim: (memberId, code) => done(write(() => codes.claim(memberId, code))),
    orders: (memberId, page) => done({ ok: true, value: orders.page(memberId, page) }),
  }
}
