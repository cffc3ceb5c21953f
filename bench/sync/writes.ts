import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { quantiles, target } from '../report.ts'
import type { Target } from '../report.ts'
import { CONTENDER_NAMES, PROMISES, contenderOf } from './contenders/all.ts'
import type { ContenderName } from './contenders/all.ts'
import { Absent } from './contenders/contender.ts'
import type { Served } from './contenders/contender.ts'
import { ratio, spreadOf } from './rounds.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

const PER_SECOND = 100
/** A write that is not seen by then is lost; no contender comes near it. */
const LATE_MS = 20_000
const ALL_AT_ONCE = 0

export interface WritesOptions {
  readonly folder: string
  readonly rounds: number
  /** Open-loop writes of a round. */
  readonly paced: number
  /** Writes of a round that are sent at once. */
  readonly burst: number
  readonly peers: boolean
  readonly say: (line: string) => void
}

/** One contender's processes and what it did in each round. */
interface Entrant {
  readonly name: ContenderName
  readonly served: Served
  readonly kiosks: Worker
  readonly tablet: Worker
  next: number
  readonly p50: number[]
  readonly p99: number[]
  readonly ackP50: number[]
  readonly perSecond: number[]
  lost: number
}

export interface WritesMeasured {
  readonly figures: Record<string, number | string>
  readonly targets: Target[]
}

/** One write at a kiosk, visible on a tablet: every contender in turn, round after round. */
export async function measureWrites(o: WritesOptions): Promise<WritesMeasured> {
  const absent: Record<string, string> = {}
  const entrants: Entrant[] = []
  try {
    for (const name of o.peers ? CONTENDER_NAMES : CONTENDER_NAMES.slice(0, 3)) {
      const entrant = await enter(name, o.folder).catch((error: unknown) => {
        if (!(error instanceof Absent)) throw error
        absent[`${name}, not measured`] = error.message
        return null
      })
      if (entrant !== null) entrants.push(entrant)
    }
    for (const entrant of entrants) await playRound(entrant, { ...o, isWarmUp: true })
    for (let round = 1; round <= o.rounds; round++) {
      o.say(`writes, round ${round} of ${o.rounds} ...`)
      for (const entrant of entrants) {
        const startedAt = performance.now()
        await playRound(entrant, o)
        o.say(`  ${entrant.name}: ${Math.round(performance.now() - startedAt)} ms, ${entrant.lost} lost`)
      }
    }
  } finally {
    for (const { served, kiosks, tablet } of entrants) {
      await Promise.all([kiosks.end(), tablet.end()])
      await served.end()
    }
  }
  return { figures: { ...figures(entrants, o), ...absent }, targets: targets(entrants) }
}

async function enter(name: ContenderName, folder: string): Promise<Entrant> {
  const own = join(folder, name.replaceAll(/\W+/g, '-'))
  mkdirSync(own)
  const served = await (await contenderOf(name)).serve(own)
  const [kiosks, tablet] = [startWorker('./side.ts', [name]), startWorker('./side.ts', [name])]
  await tablet.ask('openTablet', served.address)
  await kiosks.ask('openKiosks', served.address)
  return { name, served, kiosks, tablet, next: 0, p50: [], p99: [], ackP50: [], perSecond: [], lost: 0 }
}

async function playRound(entrant: Entrant, o: { paced: number; burst: number; isWarmUp?: boolean }): Promise<void> {
  const paced = await send(entrant, o.paced, PER_SECOND)
  const burst = await send(entrant, o.burst, ALL_AT_ONCE)
  if (o.isWarmUp === true) return
  const visible = quantiles(paced.seenAt.map((at, i) => at - (paced.sentAt[i] ?? Number.NaN)))
  entrant.p50.push(visible.p50)
  entrant.p99.push(visible.p99)
  entrant.ackP50.push(quantiles(paced.ackMs).p50)
  entrant.perSecond.push((burst.seenAt.length * 1000) / (Math.max(...burst.seenAt) - burst.startedAt))
  entrant.lost += o.paced - paced.seenAt.length + o.burst - burst.seenAt.length
}

interface Sent {
  readonly startedAt: number
  readonly sentAt: readonly number[]
  readonly ackMs: readonly number[]
}

async function send(entrant: Entrant, count: number, perSecond: number): Promise<Sent & { seenAt: number[] }> {
  const from = entrant.next
  entrant.next += count
  const sent = await entrant.kiosks.ask<Sent>('write', { from, count, perSecond })
  const seenAt = await entrant.tablet.ask<(number | null)[]>('seen', { from, count, withinMs: LATE_MS })
  const kept = seenAt.flatMap((at, i) => (at === null ? [] : [{ at, sentAt: sent.sentAt[i] ?? Number.NaN }]))
  return { ...sent, sentAt: kept.map((one) => one.sentAt), seenAt: kept.map(({ at }) => at) }
}

function figures(entrants: readonly Entrant[], o: WritesOptions): Record<string, number | string> {
  const figures: Record<string, number | string> = {
    'writes: pace': `${PER_SECOND}/s from 20 kiosks, ${o.paced} of a round; burst ${o.burst} at once; ${o.rounds} rounds in turn`,
    'writes: command': "visits:report-step, seen on the floor's topic",
  }
  for (const one of entrants) {
    figures[`${one.name}: an answer means`] = PROMISES[one.name]
    figures[`${one.name}: visible p50, ms`] = spreadOf(one.p50)
    figures[`${one.name}: visible p99, ms`] = spreadOf(one.p99)
    figures[`${one.name}: acknowledged p50, ms`] = spreadOf(one.ackP50)
    figures[`${one.name}: burst, writes/s`] = spreadOf(one.perSecond)
    if (one.lost > 0) figures[`${one.name}: never seen`] = one.lost
  }
  const [ours, reference] = entrants
  if (ours !== undefined && reference !== undefined) {
    figures['visible p50 by the reference, rounds'] = ratio(ours.p50, reference.p50).spread
    figures['visible p99 by the reference, rounds'] = ratio(ours.p99, reference.p99).spread
    figures['burst by the reference, rounds'] = ratio(ours.perSecond, reference.perSecond).spread
  }
  return figures
}

function targets(entrants: readonly Entrant[]): Target[] {
  const of = (name: ContenderName) => entrants.find((one) => one.name === name)
  const ours = of('dangol')
  if (ours === undefined) return []
  const beside = (name: ContenderName, what: 'p50' | 'p99' | 'perSecond', limit: number): Target[] => {
    const theirs = of(name)
    if (theirs === undefined) return []
    const isRate = what === 'perSecond'
    const label = isRate ? 'burst of durable commands' : `durable write until visible ${what}`
    return [
      target(`${label} / ${name}`, 'x', ratio(ours[what], theirs[what]).value, limit, isRate ? 'higher' : 'lower'),
    ]
  }
  return [
    ...beside('reference', 'p50', 1.3),
    ...beside('reference', 'p99', 1.5),
    ...beside('reference', 'perSecond', 0.7),
    ...beside('reference, one commit per command', 'perSecond', 3),
    ...beside('PostgreSQL', 'p50', 1.9),
    ...beside('PouchDB', 'p50', 1 / 8),
    ...beside('PouchDB, a copy on each device', 'p50', 1 / 8),
    ...beside('PostgreSQL', 'perSecond', 3),
    target('writes lost by the product', 'writes', ours.lost, 0, 'lower'),
  ]
}
