import type { Db } from '../../db/open.ts'
import type { ShopSink } from '../../shop-port.ts'
import type { Handlers } from '../../transport/handler.ts'
import { prepareHistories } from './next-choice.sql.ts'

export interface NextChoiceFeature {
  readonly handlers: Handlers<'sales:get-history'>
  readonly sink: ShopSink<'sales-history'>
}

/** What people took together of each family: told by the online shop, kept for the screens, which recommend from it. */
export function createNextChoice(deps: { readonly db: Db }): NextChoiceFeature {
  const sql = prepareHistories(deps.db)
  return {
    handlers: {
      'sales:get-history': (_caller, { familyId, haveVersion }) => {
        const isNews = sql.version(familyId) !== haveVersion
        return { ok: true, value: { sales: isNews ? sql.find(familyId) : null } }
      },
    },
    sink: ({ value }) => sql.put(value.familyId, value.history),
  }
}
