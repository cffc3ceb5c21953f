import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { named, quantiles, target, wholeOption } from '../report.ts'
import type { Bench, Report } from '../report.ts'
import { firstLoad } from './first-load.ts'
import type { FirstLoad } from './first-load.ts'
import { lastOrders } from './last-orders.ts'
import { lagOf } from './lag.ts'
import type { Lag } from './lag.ts'
import { withVendure } from './vendure.ts'

const CUSTOMERS_MAX = 10_000
/** Everybody has a full page of orders, as the regulars have who are asked about. */
const ORDERS_OF_EACH = 25
const LINES_PER_ORDER = 2
const ROUNDS = 400

/**
 * The mirror of a retailer's shop: how fast it answers, how fast it fills, how far it is behind. Options: lines, seed, vendure
 * (base URL of a shop with many customers; without, one with 10,000 customers and 50,000 orders is started).
 */
export const bench: Bench = async (options, say) => {
  const [lines, seed] = [wholeOption(options, 'lines', 1_000_000), wholeOption(options, 'seed', 1)]
  const orders = Math.ceil(lines / LINES_PER_ORDER)
  const customers = Math.max(1, Math.min(CUSTOMERS_MAX, Math.floor(orders / ORDERS_OF_EACH)))
  const size = { seed, customers, orders, linesPerOrder: LINES_PER_ORDER }
  const folder = mkdtempSync(join(tmpdir(), 'dangol-bench-mirror-'))
  try {
    say(`loading ${lines} order lines through the mirror ...`)
    const load = await firstLoad(folder, size, say)
    say('asking the mirror, then a real shop, for the last 20 orders of a customer ...')
    const here = lastOrders(load.store, { rounds: ROUNDS, seed })
    const there = await withVendure(options['vendure'], say, async (vendure) => ({
      answers: await vendure.lastOrders(ROUNDS),
      lag: vendure.own === null ? null : await lagOf(vendure.own, say),
    }))
    return reportOf({ lines, customers, load, here, there })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  readonly lines: number
  readonly customers: number
  readonly load: FirstLoad
  readonly here: ReturnType<typeof quantiles>
  /** Why there was no real shop, or what it showed. */
  readonly there: string | { readonly answers: ReturnType<typeof quantiles>; readonly lag: Lag | null }
}

function reportOf({ lines, customers, load, here, there }: Measured): Report {
  const lag = typeof there === 'string' ? null : there.lag
  const { whole, making, bare } = load
  const perSecond = (ms: number): number => Math.round((lines / ms) * 1_000)
  const ratio = bare.wallMs / (whole.wallMs - making.wallMs)
  return {
    name: 'mirror',
    figures: {
      ...{ 'order lines': lines, customers },
      'first load with the reading of answers, order lines/s': perSecond(whole.wallMs),
      'first load, rows made outside the time, order lines/s': perSecond(whole.wallMs - making.wallMs),
      'bare SQLite insert of the same rows, order lines/s': perSecond(bare.wallMs),
      'beside a bare insert, with the reading of answers, x': bare.wallMs / whole.wallMs,
      'beside a bare insert, by processor time, x': bare.cpuMs / (whole.cpuMs - making.cpuMs),
      'beside a bare insert, by processor time with the reading, x': bare.cpuMs / whole.cpuMs,
      'event loop late while loading p99, ms': load.delayP99,
      'event loop late while loading max, ms': load.delayMax,
      ...named('last 20 orders from the mirror (what customers:card reads), ms', here),
      ...(typeof there === 'string'
        ? { Vendure: `not asked: ${there}` }
        : named('Vendure, last 20 orders of a customer, ms', there.answers)),
      ...(lag === null ? { lag: 'not measured' } : lagFigures(lag)),
    },
    targets: [
      target('first load beside a bare insert', 'x', ratio, 0.25, 'higher'),
      target('event loop late while loading, p99', 'ms', load.delayP99, 20, 'lower'),
      ...(typeof there === 'string'
        ? []
        : [
            target('last 20 orders, times faster than the shop, p99', 'x', there.answers.p99 / here.p99, 200, 'higher'),
          ]),
      ...(lag === null
        ? []
        : [
            target('lag by polling, p99', 'ms', lag.polling.p99, lag.pollMs + 1_000, 'lower'),
            target('lag with webhooks, p99', 'ms', lag.webhooks.p99, 1_000, 'lower'),
          ]),
    ],
  }
}

const lagFigures = (lag: Lag) => ({
  'polling interval, ms': lag.pollMs,
  ...named('from the shop to the mirror by polling, ms', lag.polling),
  ...named('from the shop to the mirror with webhooks, ms', lag.webhooks),
})
