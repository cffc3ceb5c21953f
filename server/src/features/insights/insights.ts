import { averageOrderValue, unitsPerTransactionHundredths } from '@dangol/domain/insights/ratios.ts'
import { money } from '@dangol/domain/money/arithmetic.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DayFigures, OfficeView } from '@dangol/protocol/insights.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { DeviceBook } from '../../ports/devices.ts'
import type { OrderFigures, VisitFigures } from '../../ports/figures.ts'
import type { BelowZero, OrderBook } from '../../ports/selling.ts'
import type { ShopLine } from '../../shop-port.ts'
import type { Handlers } from '../../transport/handler.ts'
import { spansToCompare } from './days.ts'
import type { Span } from './days.ts'
import { exceptionsOf } from './exceptions.ts'

/** The newest orders beside the figures; the rest is a search. */
const RECENT_ORDERS_MAX = 20

export interface InsightsDeps {
  readonly clock: Clock
  readonly store: Store
  readonly visits: VisitFigures
  readonly orders: OrderFigures & OrderBook
  readonly calls: { waiting(): HelpCall[] }
  readonly line: ShopLine
  readonly devices: DeviceBook
  readonly stock: BelowZero
}

export interface InsightsFeature {
  readonly handlers: Handlers<'insights:office'>
}

/** What the manager sees: today against yesterday at the same hour, where visits end, and what needs a person. */
export function createInsights(deps: InsightsDeps): InsightsFeature {
  return { handlers: { 'insights:office': () => ok(officeView(deps)) } }
}

function officeView(deps: InsightsDeps): OfficeView {
  const at = deps.clock.nowMs()
  const { today, yesterday } = spansToCompare(at, deps.store.timeZone)
  const wan = deps.line.status()
  const devices = deps.devices.statuses()
  return {
    at,
    today: dayFigures(deps, today),
    yesterday: dayFigures(deps, yesterday),
    funnel: funnelOf(deps.visits, today),
    exceptions: exceptionsOf({
      nowMs: at,
      waitingCalls: deps.calls.waiting(),
      wan,
      rejections: deps.orders.rejections(),
      devices,
      belowZero: deps.stock.belowZero(),
    }),
    devices,
    wan,
    recentOrders: deps.orders.recent(RECENT_ORDERS_MAX),
  }
}

function dayFigures({ visits, orders, store }: InsightsDeps, { fromMs, toMs }: Span): DayFigures {
  const counts = visits.between(fromMs, toMs)
  const { orders: count, units, salesMinor } = orders.figures(fromMs, toMs)
  const sales = money(salesMinor, store.currency)
  return {
    visits: counts.visits,
    recognised: counts.recognised,
    engaged: counts.engaged,
    ordered: counts.ordered,
    orders: count,
    sales,
    averageOrderValue: averageOrderValue(sales, count),
    unitsPerTransactionHundredths: unitsPerTransactionHundredths(units, count),
  }
}

/** All visits, recognised or not: most shoppers configure and order without showing a code. */
function funnelOf(visits: VisitFigures, { fromMs, toMs }: Span): OfficeView['funnel'] {
  const counts = visits.between(fromMs, toMs)
  return [
    { stage: 'started', visits: counts.visits },
    { stage: 'engaged', visits: counts.engaged },
    { stage: 'in-cart', visits: counts.inCart },
    { stage: 'ordered', visits: counts.ordered },
  ]
}
