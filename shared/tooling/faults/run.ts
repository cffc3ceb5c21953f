import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemIds } from '@dangol/client/system-ids.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { DEFAULT_STORE } from '@dangol/server/src/features/stores/default-store.ts'
import { createLedger } from '../crash/load/ledger.ts'
import type { Ledger } from '../crash/load/ledger.ts'
import { letAnHourPass } from './check/an-hour-later.sql.ts'
import { createChecks } from './check/check.ts'
import type { Checks } from './check/check.ts'
import type { Violation } from './check/violation.ts'
import { prepareShop } from './load/prepare.ts'
import { changeShop } from './load/shop-changes.ts'
import { placeOrders } from './load/store-orders.ts'
import type { OrderGoods, Quota } from './load/store-orders.ts'
import type { FaultOptions } from './options.ts'
import { reportOf } from './report.ts'
import type { Report } from './report.ts'
import { openLink, openShopDevice } from './site/devices.ts'
import { loaded, openSite } from './site/site.ts'
import type { Site } from './site/site.ts'
import { makeTrouble } from './trouble.ts'

const KIOSKS = 4
const TABLETS = 3
/** Once everything is mended nothing more comes when for so long nothing got better; how long it takes is the machine’s. Milliseconds. */
const PATIENCE_MS = 180_000
/** How often the manager has the whole mirror compared while it settles. */
const COMPARE_EVERY_MS = 15_000
/** How far, of all, the orders may be ahead of the changes. */
const AHEAD = 0.05
/** A load that stands still is told of rather than waited for. */
const OUT_OF_HAND_MS = 45 * 60_000

/** Runs the store and the shop into trouble, mends everything, and says what is not as it must be. */
export async function runFaults(o: FaultOptions & { folder: string; say: (line: string) => void }): Promise<Report> {
  const startedAt = performance.now()
  const random = new Random(o.seed)
  const site = await openSite(o.folder, random)
  try {
    const { retailer, goodsOf } = await prepareShop(site.vendure, random)
    const checks = createChecks(site)
    await loaded(() => checks.mirror().length === 0).catch((error: unknown) => {
      throw new Error(`${String(error)} ${JSON.stringify(checks.mirror().slice(0, 8), null, 2)}`)
    })
    o.say(`loaded after ${seconds(startedAt)} s`)
    const [trouble, load] = [new AbortController(), new AbortController()]
    const troubles = makeTrouble(site, new Random(random.below(2 ** 31)), trouble.signal)
    const givenUp = setTimeout(() => load.abort(), OUT_OF_HAND_MS)
    const { over, changes } = changeShop({
      ...{ retailer, changes: o.changes, whenUp: troubles.whenUp, stopped: load.signal },
      random: new Random(random.below(2 ** 31)),
    })
    const ledger = createLedger()
    const isInStep = () => quota.placed / o.orders <= changes.count() / o.changes + AHEAD
    const quota: Quota = { left: o.orders, placed: 0, isInStep }
    const goods = goodsOf(site.linkKey, DEFAULT_STORE.id)
    const told = setInterval(() => o.say(`${quota.placed} orders, ${changes.count()} changes`), 10_000)
    await Promise.all([over, fleet({ site, goods, quota, ledger, random, stopped: load.signal })])
    clearInterval(told)
    clearTimeout(givenUp)
    trouble.abort()
    await troubles.over
    o.say(`all placed and changed after ${seconds(startedAt)} s; mended`)
    const settled = await settle({ site, checks, ledger })
    return reportOf({ ...o, ...settled, quota, troubles, changes, site, seconds: seconds(startedAt) })
  } finally {
    await site.close()
  }
}

/** Kiosks and tablets at once, until the quota is placed. */
async function fleet(o: {
  site: Site
  goods: OrderGoods
  quota: Quota
  ledger: Ledger
  random: Random
  stopped: AbortSignal
}): Promise<void> {
  const kinds = [...Array<'kiosk'>(KIOSKS).fill('kiosk'), ...Array<'tablet'>(TABLETS).fill('tablet')]
  const opened = kinds.map((kind, at) => {
    const nth = kind === 'kiosk' ? at : at - KIOSKS
    return openShopDevice(o.site, kind, nth, { ledger: o.ledger, random: o.random, givenUp: o.stopped })
  })
  try {
    await Promise.all(
      opened.map(({ device, ready }) => ready.then(() => placeOrders(device, o.goods, o.quota, o.stopped))),
    )
  } finally {
    for (const { device } of opened) device.link.close()
  }
}

interface Settled {
  readonly violations: readonly Violation[]
  readonly settledMs: number
}

/** Waits until nothing is wrong any more, having the mirror compared as a manager would; what stays wrong is wrong. */
async function settle({ site, checks, ledger }: { site: Site; checks: Checks; ledger: Ledger }): Promise<Settled> {
  const startedAt = performance.now()
  const acknowledged = ledger.commands.flatMap((command) =>
    command.request === 'orders:place' && command.outcome?.ok === true ? [command.input.orderId] : [],
  )
  const { link, ready } = openLink(site, 'office', 0)
  await ready
  letAnHourPass(join(site.vendure.data, 'shop.sqlite'))
  let comparedAt = -COMPARE_EVERY_MS
  let violations = checks.all(acknowledged)
  let betterAt = startedAt
  while (violations.length > 0 && performance.now() - betterAt < PATIENCE_MS) {
    // The shop has one pair of hands: a comparison of everything would keep what waits from being taken.
    const waits = violations.some(({ kind }) => kind === 'still-waiting')
    if (!waits && performance.now() - comparedAt >= COMPARE_EVERY_MS) {
      comparedAt = performance.now()
      await link.request('link:compare', { commandId: systemIds.next<CommandId>() })
    }
    await pause(waits ? 3_000 : 1_000)
    const now = checks.all(acknowledged)
    if (now.length < violations.length) betterAt = performance.now()
    violations = now
  }
  link.close()
  const settledMs = Math.round(performance.now() - startedAt)
  return { settledMs, violations: [...violations, ...(await checks.api())] }
}

const seconds = (startedAt: number): number => Math.round((performance.now() - startedAt) / 1_000)
