import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '@dangol/client/system-clock.ts'
import { until } from '@dangol/client/testing/until.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { Violation } from './check/judge.ts'
import type { KioskFile } from './check/kiosk-file.sql.ts'
import { faultsOfLog } from './check/log-chain.ts'
import { readLiveStoreFile } from './check/store-file.sql.ts'
import type { Member } from './load/member.ts'
import type { Screen } from './load/screen.ts'
import { toldIn, TOUCHES, touchAlong, untouched } from './load/shopper.ts'
import type { Touched } from './load/shopper.ts'
import type { Goods } from './load/shopping.ts'
import { KIOSK, openMachines, readyFor } from './machines.ts'
import type { Machines, MachinesOptions } from './machines.ts'
import { NEVER_MS } from './patience.ts'
import type { RoundResult } from './round.ts'

interface KioskRoundOptions extends MachinesOptions {
  readonly goods: Goods
  readonly seed: number
}

/**
 * One round of a kiosk whose host dies in the middle of a visit, with the store server there or gone: what the screen was told
 * as kept is on the kiosk's disk, reaches the store exactly once, and nothing of a member is on that disk (C1, O2, E2, E3).
 */
export async function runKioskRound(o: KioskRoundOptions): Promise<RoundResult> {
  const startedAt = performance.now()
  const random = new Random(o.seed)
  const machine = await openMachines(o, random)
  const touched = untouched()
  const violations: Violation[] = []
  let unconfirmed = 0
  const isMember = random.chance(0.3)
  try {
    const words = await wordsOf(o.site.member, machine)
    for (let lives = random.between(1, 2); lives > 0; lives--) {
      const isAlone = !isMember && random.chance(0.6)
      await visitAndDie(o, machine, { random, touched, isMember, isAlone })
      const kept = machine.look('crashed')
      violations.push(...kept.faults.map((what): Violation => ({ kind: 'broken', what })))
      violations.push(...personalWords(machine.kioskData, words))
      await machine.comeBack()
      const drained = await machine.drained()
      if (!drained) violations.push({ kind: 'broken', what: `the kiosk's outbox was not empty in time` })
      const found = countOnStore(machine, kept, touched, isMember)
      violations.push(...found.violations)
      unconfirmed = found.unconfirmed
    }
    violations.push(...personalWords(machine.kioskData, words))
  } finally {
    await machine.close()
  }
  return {
    ...{ seed: o.seed, folder: o.folder, violations, unconfirmed, putOff: new Map() },
    acknowledged: toldIn(touched),
    seconds: (performance.now() - startedAt) / 1_000,
  }
}

/** A shopper comes, is interrupted by the end of the host, and the store server may be gone before or meanwhile. */
async function visitAndDie(
  o: KioskRoundOptions,
  machine: Machines,
  { random, touched, isMember, isAlone }: { random: Random; touched: Touched; isMember: boolean; isAlone: boolean },
): Promise<void> {
  const screen = await machine.screen()
  await readyFor(screen)
  if (isAlone) await machine.killStore()
  if (isMember) await recognise(o.site.member, screen)
  const over = new AbortController()
  const before = toldIn(touched)
  const touching = touchAlong({ screen, goods: o.goods, random, touched, until: over.signal })
  await pause(random.between(400, 1_800))
  // A round in which nothing was told yet shows nothing.
  await until(() => toldIn(touched) > before, 'a first touch to be told', NEVER_MS)
  if (!isAlone && !isMember && random.chance(0.3)) {
    await machine.killStore()
    await pause(random.between(50, 1_500))
  }
  await machine.killKiosk()
  over.abort()
  await touching
  screen.close()
}

/** Holds a code to the kiosk until it is read: a store that answers too late is asked again, with a newer one. */
async function recognise(member: Member, screen: Screen): Promise<void> {
  const startedAt = performance.now()
  for (;;) {
    const text = member.codeAt(systemClock.nowMs())
    const scanned = await screen.ask('visit:scan', { text, lang: 'ko', takeOver: true })
    if (scanned?.ok) return
    if (scanned?.error.code !== 'unavailable' || performance.now() - startedAt > NEVER_MS)
      throw new Error(`the kiosk does not recognise the member: ${JSON.stringify(scanned)}`)
    await pause(500)
  }
}

/** Each touch that was told is one command on the store's record, each that was asked at most one; what was kept is there. */
function countOnStore(
  { storeData }: Machines,
  kept: KioskFile,
  touched: Touched,
  isMember: boolean,
): { violations: Violation[]; unconfirmed: number } {
  const file = readLiveStoreFile(join(storeData, 'store.sqlite'))
  const rows = [...file.commands.values()].filter(({ device }) => device === KIOSK)
  const violations: Violation[] = [
    ...file.faults.map((what): Violation => ({ kind: 'broken', what })),
    ...faultsOfLog(file),
    ...kept.waiting
      .filter(({ id }) => !file.commands.has(id))
      .map(({ id, request }): Violation => ({ kind: 'lost', what: `${request} ${id}, kept on the kiosk's disk` })),
  ]
  let unconfirmed = 0
  for (const touch of TOUCHES) {
    const [asked, told] = [touched.asked.get(touch) ?? 0, touched.told.get(touch) ?? 0]
    const done = rows.filter(({ request }) => request === touch).length
    unconfirmed += Math.max(0, done - told)
    // What a member's visit keeps is kept in memory only, and goes with it.
    if (done < told && !isMember)
      violations.push({ kind: 'lost', what: `${told} ${touch} told as done, ${done} there` })
    if (done > asked) violations.push({ kind: 'twice', what: `${asked} ${touch} asked, ${done} there` })
  }
  return { violations, unconfirmed }
}

/** The member's words that the catalogue does not say as well. */
async function wordsOf({ words }: Member, { screen, kioskData }: Machines): Promise<string[]> {
  const first = await screen()
  await readyFor(first)
  first.close()
  const known = personalWords(kioskData, words).map(({ what }) => what)
  const theirs = words.filter((word) => !known.some((what) => what.startsWith(`'${word}'`)))
  if (theirs.length === 0) throw new Error('the catalogue says every word of the member')
  return theirs
}

/** Whatever is on the kiosk's disk, deleted or not, no word of the member is (E3). */
function personalWords(kioskData: string, words: readonly string[]): Violation[] {
  return readdirSync(kioskData, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ name }) => {
      const bytes = readFileSync(join(kioskData, name))
      return words
        .filter((word) => bytes.includes(Buffer.from(word)))
        .map((word): Violation => ({ kind: 'broken', what: `'${word}' of a member is in the kiosk's ${name}` }))
    })
}
