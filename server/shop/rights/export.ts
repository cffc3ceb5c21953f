import type { PhoneExport } from '@dangol/protocol/shop-export.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { PhoneConfiguration, PhoneOrder } from '@dangol/protocol/shop.ts'
import type { PhonePasskey } from '@dangol/protocol/shop-approvals.ts'
import type { PhoneVisit } from '@dangol/protocol/shop-privacy.ts'
import type { Db } from '../../src/db/open.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareRights } from './rights.sql.ts'

export interface ExportDeps {
  readonly db: Db
  readonly clock: Clock
  readonly customers: Customers
  readonly visitsOf: (memberId: MemberId) => readonly PhoneVisit[]
  readonly passkeysOf: (memberId: MemberId) => readonly PhonePasskey[]
  readonly addressOf: (memberId: MemberId) => readonly string[]
}

/** What was made and bought, wherever it is kept. */
export interface ThingsOfMember {
  readonly configurations: readonly PhoneConfiguration[]
  readonly orders: readonly PhoneOrder[]
}

/** Everything that the shop holds of a member, for that member: null for somebody whom it does not know. */
export function createExport(deps: ExportDeps) {
  const { clock, customers } = deps
  const sql = prepareRights(deps.db)

  return (memberId: MemberId, things: ThingsOfMember): PhoneExport | null => {
    const member = customers.byId(memberId)
    if (member === null) return null
    const { number, email, name, lang, alias, source, platformId } = member
    return {
      format: 'dangol-export/1',
      madeAt: clock.nowMs(),
      account: {
        ...{ number, email, name, lang, source, openedAt: sql.openedAt(memberId), nameInStores: alias },
        ...(platformId === null ? {} : { idAtShop: platformId }),
      },
      storesKnowMe: customers.isTold(memberId),
      address: [...deps.addressOf(memberId)],
      personas: customers.personas(memberId),
      consents: customers.consents(memberId),
      consentHistory: sql.consentEvents(memberId),
      memberCodeKeys: sql.credentials(memberId),
      passkeys: [...deps.passkeysOf(memberId)],
      signedInUntil: sql.sessions(memberId).map(({ expiresAt }) => expiresAt),
      configurations: [...things.configurations],
      codes: sql.codes(memberId),
      pictures: sql.pictures(memberId).map(({ bytes, ...rest }) => ({ ...rest, base64: bytes.toString('base64') })),
      orders: [...things.orders],
      storeVisits: [...deps.visitsOf(memberId)],
    }
  }
}
