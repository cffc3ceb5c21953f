import { Random } from '@dangol/domain/chance/random.ts'
import { COMMANDS_MAX, OUTCOMES_MAX } from '@dangol/server/src/commands/command-memory.ts'
import type { Db } from '@dangol/server/src/db/open.ts'
import { EPOCHS_MAX } from '@dangol/server/src/features/sync/epochs.ts'
import { LOG_ENTRIES_MAX } from '@dangol/server/src/features/sync/pruning.ts'
import { rows } from './checks/prepared.ts'
import { act, settled } from './act.ts'
import { KIOSKS, TABLETS } from './plan.ts'
import { createWorld } from './world.ts'
import type { World } from './world.ts'

/** How a week of trade goes. */
export interface WeekOptions {
  readonly days: number
  readonly tradeMsPerDay: number
  readonly visitsPerDay: number
}

/** Seven days of ten hours, as a busy flagship has them. */
export const FULL_WEEK: WeekOptions = { days: 7, tradeMsPerDay: 10 * 60 * 60_000, visitsPerDay: 200 }
/** Days of six minutes, as busy as those: what a test has time for. */
export const SHORT_WEEK: WeekOptions = { days: 8, tradeMsPerDay: 6 * 60_000, visitsPerDay: 25 }

const DAY_MS = 24 * 60 * 60_000
/** From the first touch to the goodbye somebody does about so many things. */
const ACTS_PER_VISIT = 8
/** The store's PC opens before the doors do, so that what is past its time is tidied away and every device is there. */
const OPENING_MS = 90_000

/** What stands in the store's database at the end of a day. */
export interface Evening {
  readonly bytes: number
  readonly log: number
  readonly commands: number
  readonly outcomes: number
  readonly epochs: number
  readonly accessLog: number
  readonly visits: number
  readonly orders: number
  readonly outbox: number
  /** On all devices together. */
  readonly waiting: number
}

/** What must never be exceeded; the constants are the product's own. */
export const BOUNDS: Partial<Evening> = {
  log: LOG_ENTRIES_MAX,
  commands: COMMANDS_MAX,
  outcomes: OUTCOMES_MAX,
  epochs: EPOCHS_MAX,
  outbox: 0,
  waiting: 0,
}

/** Trades day after day on one database; every night the shop is switched off. */
export async function simulateWeek(seed: number, options: WeekOptions): Promise<{ world: World; evenings: Evening[] }> {
  const world = createWorld(seed)
  const random = new Random(seed)
  const evenings: Evening[] = []
  for (let day = 0; day < options.days && world.verdict.first() === null; day++) {
    await open(world)
    await trade(world, options, random)
    // The last shoppers are gone, and what they left is told to the online shop.
    await pass(world, OPENING_MS + 5 * 60_000)
    evenings.push(eveningOf(world))
    close(world, DAY_MS - options.tradeMsPerDay - 2 * OPENING_MS - 5 * 60_000)
  }
  return { world, evenings }
}

async function open(world: World): Promise<void> {
  world.store.start()
  for (const device of world.devices.values()) device.start()
  await pass(world, OPENING_MS)
}

async function trade(world: World, options: WeekOptions, random: Random): Promise<void> {
  const acts = options.visitsPerDay * ACTS_PER_VISIT
  for (let done = 0; done < acts; done++) {
    const who = random.chance(0.75) ? random.pick(KIOSKS) : random.chance(0.9) ? random.pick(TABLETS) : 'shop'
    act(world, { atMs: 0, who, what: 'act', dice: random.below(2 ** 31) })
    await pass(world, options.tradeMsPerDay / acts)
  }
}

/** Every machine is off until the morning. */
function close(world: World, nightMs: number): void {
  world.store.kill()
  for (const { kill } of world.devices.values()) kill()
  world.time.skip(nightMs)
}

async function pass(world: World, ms: number): Promise<void> {
  const untilMs = world.time.elapsedMs() + ms
  while (world.time.step(untilMs)) {
    await settled()
    world.watch.look()
    if (world.verdict.first() !== null) return
  }
}

function eveningOf(world: World): Evening {
  const db = world.store.disk.db()
  const devices = [...world.devices.values()]
  return {
    bytes: Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    log: count(db, 'log'),
    commands: count(db, 'commands'),
    outcomes: rows<{ n: number }>(db, "select count(*) as n from commands where outcome <> ''")[0]?.n ?? 0,
    epochs: count(db, 'log_epochs'),
    accessLog: count(db, 'access_log'),
    visits: count(db, 'visits'),
    orders: count(db, 'orders'),
    outbox: rows<{ n: number }>(db, 'select count(*) as n from outbox where letter_at is null')[0]?.n ?? 0,
    waiting: devices.filter((device) => device.oldestWaiting() !== null).length,
  }
}

const count = (db: Db, table: string): number =>
  rows<{ n: number }>(db, `select count(*) as n from ${table}`)[0]?.n ?? 0

/** The figures of a week, one line a day. */
export function weekInWords(evenings: readonly Evening[]): string {
  const [first] = evenings
  if (first === undefined) return 'no day was over'
  const names = Object.keys(first) as (keyof Evening)[]
  const line = (cells: readonly string[]) => cells.map((cell) => cell.padStart(10)).join(' ')
  return [
    line(['day', ...names]),
    ...evenings.map((evening, day) => line([String(day + 1), ...names.map((name) => String(evening[name]))])),
    line(['at most', ...names.map((name) => String(BOUNDS[name] ?? '-'))]),
  ].join('\n')
}
