import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { historyOf } from '@dangol/domain/next-choice/learn-from-sales.ts'
import type { SoldConfiguration } from '@dangol/domain/next-choice/learn-from-sales.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import { FamilyHistorySchema } from '@dangol/protocol/next-choice.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopCatalogue } from '../catalogue/catalogue.ts'
import type { ShopChanges } from '../changes/changes.ts'
import { prepareSalesHistories } from './sales-histories.sql.ts'
import type { SoldLine } from './sales-histories.sql.ts'

/** A history is told again after so many lines, or a day after fewer: advice need not follow every single order. */
export const LINES_BETWEEN = 20
export const TOLD_AGAIN_MS = 24 * 60 * 60_000
/** Lines looked at for one history: more than its buyers, since some bought twice. */
const LINES_MAX = 4_000

export interface SalesHistoriesDeps {
  readonly db: Db
  readonly clock: Clock
  readonly changes: ShopChanges
  readonly catalogue: Pick<ShopCatalogue, 'newestModels'>
}
export type SalesHistories = ReturnType<typeof createSalesHistories>

/** What people took together of each family, without the people. Every write belongs into a transaction of the caller. */
export function createSalesHistories({ db, clock, changes, catalogue }: SalesHistoriesDeps) {
  const sql = prepareSalesHistories(db)
  const tell = (familyId: string): void => {
    changes.append('sales-history', familyId)
    sql.told(familyId, clock.nowMs())
  }
  return {
    /** A configured line of the family was sold. */
    sold(familyId: string): void {
      if (sql.sold(familyId, clock.nowMs()) >= LINES_BETWEEN) tell(familyId)
    },
    /** Tells the store of a family's sales now. */
    tell,
    /** Housekeeping: what was sold a day ago is told, however little it was. */
    sweep: (): void => sql.stale(clock.nowMs() - TOLD_AGAIN_MS).forEach(tell),
    render: {
      'sales-history'(familyId: string): ShopChange | null {
        const model = catalogue.newestModels().find(({ id }) => id === familyId)
        if (model === undefined) return null
        const history = historyOf(model, sql.newest(familyId, LINES_MAX).map(soldOf))
        return { feed: 'sales-history', value: FamilyHistorySchema.parse({ familyId: familyId as FamilyId, history }) }
      },
    },
  }
}

/** Each line of an order without identity counts once per order: its lines are one person's. */
function soldOf({ orderRow, memberId, configuration }: SoldLine): SoldConfiguration {
  const { secret, choices } = ConfigurationDraftSchema.parse(JSON.parse(configuration))
  return { buyer: memberId ?? `order ${orderRow}`, secret, choices }
}
