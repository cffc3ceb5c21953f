import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopCatalogue } from '../catalogue/catalogue.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareRights } from './rights.sql.ts'

export interface EraseDeps {
  readonly db: Db
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly catalogue: Pick<ShopCatalogue, 'model'>
  /** What else is kept about a member, and not by the member's own row. */
  readonly forgetBesides?: ((memberId: MemberId) => void) | undefined
}

/**
 * Ends an account: everything of the member goes, with sessions, keys, pictures and visits, and the stores are told. Orders stay as
 * the law keeps them: number, date, things and money, of nobody; what somebody wrote into a thing, named it or pictured on it goes.
 * Belongs into a transaction of the caller.
 */
export function createEraseAccount({ db, changes, customers, catalogue, forgetBesides }: EraseDeps) {
  const sql = prepareRights(db)
  return (memberId: MemberId): void => {
    const member = customers.byId(memberId)
    if (member === null) return
    changes.allConfigurations(memberId, 'configuration-gone')
    for (const { orderRow, position, configuration } of sql.configuredLines(memberId)) {
      const draft = ConfigurationDraftSchema.safeParse(JSON.parse(configuration))
      const model = draft.success ? catalogue.model(draft.data.familyId, draft.data.modelVersion) : null
      const kept = draft.success && model !== null ? JSON.stringify(withoutAnybody(draft.data, model)) : null
      sql.setConfiguration.run(kept, orderRow, position)
    }
    sql.disown.run(memberId)
    sql.dropLimits.run(memberId)
    forgetBesides?.(memberId)
    // Everything else hangs on the customer, and goes with it.
    customers.remove(memberId)
    changes.append('customer-gone', member.alias)
  }
}

/** What was chosen among things that anybody may choose. */
function withoutAnybody(draft: ConfigurationDraft, model: ConfigModel): ConfigurationDraft {
  const open = model.characteristics.filter(({ kind }) => kind === 'choice' || kind === 'number').map(({ id }) => id)
  const choices: Choices = Object.fromEntries(Object.entries(draft.choices).filter(([id]) => open.includes(id)))
  return { ...draft, name: '', personaId: null, choices }
}
