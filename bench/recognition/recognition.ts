import { sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { systemClock } from '@dangol/client/system-clock.ts'
import { rm1Head, rm1SignedBytes, rm1Text, tenantTag } from '@dangol/domain/recognition/rm1.ts'
import { SHOP_PUBLIC_PEM } from '@dangol/server/src/testing/shop-seals.ts'
import { freePorts } from '@dangol/tooling/free-ports.ts'
import { isReady, startChild } from '@dangol/tooling/start/child.ts'
import type { Child } from '@dangol/tooling/start/child.ts'
import { named, quantiles, round, target, wholeOption } from '../report.ts'
import type { Bench, Target } from '../report.ts'
import { bareLookup, bareSocket, storesAnswer } from './floors.ts'
import { openFloorTablet } from './floor-tablet.ts'
import { openGeneratedShop } from './generated-shop.ts'
import type { PlayedMember } from './generated-shop.ts'
import { openKiosk } from './kiosk-at-hand.ts'
import type { KioskAtHand } from './kiosk-at-hand.ts'
import { askVendure } from './vendure.ts'

/** A kiosk may scan ten times a minute; so many kiosks take turns, as many as a large store has. */
const SCANS_PER_KIOSK = 10
/** The first scans of a kiosk meet cold code; a store's kiosk has been running since morning. */
const WARM_UP_SCANS = 2
const VENDURE_ROUNDS = 200
/** Long enough for whatever a visit leaves to do after its end. */
const BETWEEN_SCANS_MS = 10
/** A member code of some 129 characters with its envelope. */
const MESSAGE_BYTES = 320
const STATEMENTS = {
  credential: 'select customer_id as customerId from credentials where cred_id = ?',
  history: `select o.number, o.placed_at, l.sku, l.title, l.quantity, l.total_minor from
    (select customer_id, placed_at, number from past_orders where customer_id = ? order by placed_at desc limit 20) o
    join past_order_lines l on l.customer_id = o.customer_id and l.placed_at = o.placed_at and l.number = o.number`,
}

/**
 * From the scanner's bytes at the kiosk host to the kiosk's screen and to the tablet, over real sockets and processes.
 * Options: members, lines, scans, seed, vendure (base URL of a real shop).
 */
export const bench: Bench = async (options, say) => {
  const size = {
    members: wholeOption(options, 'members', 100_000),
    lines: wholeOption(options, 'lines', 1_000_000),
    seed: wholeOption(options, 'seed', 1),
  }
  const kiosks = Math.ceil(wholeOption(options, 'scans', 400) / (SCANS_PER_KIOSK - WARM_UP_SCANS))
  const scans = kiosks * SCANS_PER_KIOSK
  const dataFolder = mkdtempSync(join(tmpdir(), 'dangol-bench-'))
  const shop = openGeneratedShop({ ...size, played: scans })
  const { store, storeUrl } = await startStore(dataFolder, await shop.listen())
  try {
    if (!(await isReady(`${storeUrl}/healthz`, store))) throw new Error(store.lastWords())
    say(`loading ${size.members} members and ${size.lines} order lines through the mirror ...`)
    const loadedAt = performance.now()
    await mirrored(join(dataFolder, 'store.sqlite'), size.lines, say)
    const loadSeconds = round((performance.now() - loadedAt) / 1000)
    say(`measuring the floors, then scanning ${scans} members ...`)
    const measured: Measured = {
      ...(await floors(join(dataFolder, 'store.sqlite'), shop.played)),
      ...(await scanAll({ played: shop.played, dataFolder, storeUrl })),
      vendure:
        options['vendure'] === undefined ? null : await askVendure({ url: options['vendure'], rounds: VENDURE_ROUNDS }),
    }
    const setting = {
      members: size.members,
      'order lines': size.lines,
      kiosks,
      scans,
      'of them to warm up': kiosks * WARM_UP_SCANS,
    }
    return {
      name: 'recognition',
      figures: { ...setting, 'load through the mirror, s': loadSeconds, ...figures(measured) },
      targets: targets(measured),
    }
  } finally {
    await store.end()
    shop.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

type Quantiles = ReturnType<typeof quantiles>
interface Measured {
  readonly socket: Quantiles
  readonly lookup: Quantiles
  readonly answer: Quantiles
  readonly screen: Quantiles
  readonly tablet: Quantiles
  readonly vendure: Quantiles | null
}

function figures(m: Measured): Record<string, number | string> {
  return {
    ...named('bare socket round trip, ms', m.socket),
    ...named('bare SQLite look-up, ms', m.lookup),
    ...named("the store's answer of the last 20 orders, ms", m.answer),
    ...named('scanner to kiosk screen, ms', m.screen),
    ...named('scanner to tablet, ms', m.tablet),
    ...(m.vendure === null
      ? { vendure: 'not asked: give --vendure URL' }
      : named('Vendure, last 20 orders, ms', m.vendure)),
  }
}

function targets(m: Measured): Target[] {
  const floorP99 = m.socket.p99 + m.lookup.p99
  const beside = [
    target('kiosk screen p99 above the two floors added', 'ms', m.screen.p99 - floorP99, 5, 'lower'),
    target('tablet p99 above the two floors added', 'ms', m.tablet.p99 - floorP99, 5, 'lower'),
  ]
  if (m.vendure === null) return beside
  return [
    ...beside,
    target(
      'whole recognition, times faster than asking the shop, p50',
      'x',
      m.vendure.p50 / m.screen.p50,
      100,
      'higher',
    ),
    target('last 20 orders, times faster than asking the shop, p50', 'x', m.vendure.p50 / m.answer.p50, 100, 'higher'),
  ]
}

async function floors(
  path: string,
  played: readonly PlayedMember[],
): Promise<Pick<Measured, 'socket' | 'lookup' | 'answer'>> {
  return {
    socket: await bareSocket({ rounds: 2_000, bytes: MESSAGE_BYTES }),
    lookup: bareLookup({ path, credIds: played.map((member) => member.credId), statements: STATEMENTS }),
    answer: storesAnswer({ path, customerIds: played.map((member) => member.customerId) }),
  }
}

async function startStore(dataFolder: string, shopPort: number): Promise<{ store: Child; storeUrl: string }> {
  writeFileSync(join(dataFolder, 'shop-key'), 'generated-shop-key-0123456789')
  writeFileSync(join(dataFolder, 'roster-key.pub'), SHOP_PUBLIC_PEM)
  const [storePort = 0] = await freePorts(1)
  const store = startChild({
    name: 'store server',
    entry: 'server/src/main.ts',
    env: {
      DANGOL_DATA: dataFolder,
      DANGOL_PORT: `${storePort}`,
      DANGOL_SHOP_URL: `http://127.0.0.1:${shopPort}`,
      DANGOL_LOG: 'silent',
      DANGOL_TENANT: 'bench',
    },
  })
  return { store, storeUrl: `http://127.0.0.1:${storePort}` }
}

/** Waits until the store has mirrored every order line, and says how far it is. */
async function mirrored(path: string, lines: number, say: (line: string) => void): Promise<void> {
  const db = new Database(path, { readonly: true })
  const count = db.prepare<[], { lines: number }>('select count(*) as lines from past_order_lines')
  for (let i = 0; ; i++) {
    const { lines: present } = count.get() ?? { lines: 0 }
    if (present >= lines - 1) break
    if (i % 10 === 9) say(`  ${present} of ${lines} lines`)
    await pause(1_000)
  }
  db.close()
}

async function scanAll(o: { played: readonly PlayedMember[]; dataFolder: string; storeUrl: string }) {
  const keys = JSON.parse(readFileSync(join(o.dataFolder, 'device-keys.json'), 'utf8')) as { tablet: string }
  const screenFolder = join(import.meta.dirname, '../../kiosk/dist/screen')
  const tablet = await openFloorTablet({ storeUrl: o.storeUrl, token: keys.tablet })
  const kiosks: KioskAtHand[] = []
  for (let k = 0; k < Math.ceil(o.played.length / SCANS_PER_KIOSK); k++) {
    kiosks.push(await openKiosk({ id: `kiosk-${k + 1}`, dataFolder: o.dataFolder, storeUrl: o.storeUrl, screenFolder }))
  }
  const onScreen: number[] = []
  const onTablet: number[] = []
  for (const [index, member] of o.played.entries()) {
    const kiosk = kiosks[index % kiosks.length]
    if (kiosk === undefined) break
    const code = memberCode(member)
    const screenSees = kiosk.sees((state) => state.visit?.level === 'L2')
    const tabletSees = tablet.seesArrival(kiosk.id)
    const startedAt = performance.now()
    kiosk.scan(code)
    const [screenAt, tabletAt] = await Promise.race([Promise.all([screenSees, tabletSees]), late()])
    if (index >= kiosks.length * WARM_UP_SCANS) {
      onScreen.push(screenAt - startedAt)
      onTablet.push(tabletAt - startedAt)
    }
    // One scan at a time: the store's work on the end of a visit is not the next shopper's wait.
    await Promise.all([tablet.seesEnd(), kiosk.endVisit()])
    await pause(BETWEEN_SCANS_MS)
  }
  for (const kiosk of kiosks) await kiosk.close()
  tablet.close()
  return { screen: quantiles(onScreen), tablet: quantiles(onTablet) }
}

async function late(): Promise<never> {
  await pause(10_000, null, { ref: false })
  throw new Error('A scan was not seen on the screen and the tablet within 10 s')
}

function memberCode(member: PlayedMember): string {
  const nonce = crypto.getRandomValues(new Uint8Array(6))
  const head = rm1Head({ kind: 'ed25519', credId: member.credId, ts: Math.floor(systemClock.nowMs() / 1000), nonce })
  return rm1Text(head, new Uint8Array(sign(null, rm1SignedBytes(tenantTag('bench'), head), member.privateKey)))
}
