import type { PhoneApproval } from '@dangol/protocol/shop-approvals.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import { createAddresses } from '../customers/addresses.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { createCeremonies } from '../passkeys/ceremonies.ts'
import { createPasskeys } from '../passkeys/passkeys.ts'
import { relyingParty } from '../passkeys/relying-party.ts'
import { createApprovals } from './approvals.ts'
import { prepareApprovals } from './approvals.sql.ts'
import { createGrants } from './grants.ts'
import { createPhoneAnswers } from './phone-answers.ts'

interface ApprovingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly random: RandomBytes
  readonly tenant: string
  readonly tenantKey: string
  readonly publicUrl: () => string
  readonly customers: Customers
  /** The retailer's own shop keeps addresses, and is not asked while somebody waits in front of a kiosk. */
  readonly addressesAtShop: boolean
  readonly write: <T>(run: () => T) => T
}

/** Everything that a shopper's yes on the own phone takes: passkeys, approvals, and the address it opens. */
export function wireApprovals(deps: ApprovingDeps) {
  const { db, clock, random, tenant, tenantKey, publicUrl, customers, write } = deps
  const addresses = createAddresses(db)
  const party = () => relyingParty(publicUrl())
  const passkeys = createPasskeys({ db, clock, random })
  const aliasOf = (memberId: MemberId) => customers.byId(memberId)?.alias ?? null
  const sql = prepareApprovals(db)
  const common = { sql, clock, tenantKey }

  /** What an approved kiosk, and the associate beside it, would show of this member. */
  const showsOf = (memberId: MemberId): PhoneApproval['shows'] => [
    'name',
    'saved-configurations',
    ...(deps.addressesAtShop || addresses.of(memberId).length > 0 ? (['address'] as const) : []),
    ...(customers.granted(memberId, 'history.view') ? (['history-to-associate'] as const) : []),
  ]
  return {
    addresses,
    relyingParty: party,
    passkeys,
    ceremonies: createCeremonies({ passkeys, relyingParty: party, tenant, tenantKey, write }),
    askForApproval: createGrants({ ...common, random, publicUrl }),
    approvals: createApprovals({ ...common, aliasOf }),
    phoneAnswers: createPhoneAnswers({ ...common, showsOf }),
  }
}
