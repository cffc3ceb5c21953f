import { quantiles, target } from '../report.ts'
import type { Target } from '../report.ts'
import type { Timed } from './questions.ts'
import type { RaceResult } from './race.ts'
import type { Size, Source } from './subject.ts'

/** What the process of one model is told. */
export interface Order {
  readonly name: string
  readonly source: Source
  readonly sequences: string | null
  readonly sales: string | null
  readonly sessions: number
  readonly seed: number
  readonly peers: readonly string[]
  /** Time for each question of ours, for each peer, for comparing answers, and for random decisions. */
  readonly limitMs: number
  readonly peerMs: number
  readonly exactMs: number
  readonly deadEndsMs: number
  readonly deadEnds: number
}

/** What it answers. */
export interface ModelReport {
  /** Null when the model could not be read. */
  readonly size: Size | null
  readonly figures: Readonly<Record<string, number | string>>
  readonly targets: readonly Target[]
  readonly deadEndDecisions: number
}

export interface Measured {
  readonly size: Size
  readonly isLeftToSearch: boolean
  readonly compileMs: number
  readonly gzipBytes: number
  readonly times: readonly Timed[]
  readonly races: readonly RaceResult[]
  readonly wrongSums: number
  readonly disagreements: number | null
  readonly deadEnds: number
  readonly unexplained: number | null
}

/** Milliseconds per decision on models of the size of Renault's largest. */
const CAR = {
  'possible values': { p50: 0.03, p99: 0.25 },
  'price bound of every value': { p99: 0.4 },
  'minimal conflict': { p99: 1.5 },
  'best repair': { p99: 0.5 },
}
const CAR_COMPILE_MS = 1000
const CAR_PACKED_KB = 50
/** How many times slower others are at least, on those models. */
const CAR_RATIOS: Readonly<Record<string, { p50: number; p99: number }>> = {
  'logic-solver': { p50: 60, p99: 150 },
  clingo: { p50: 100, p99: 100 },
  'clingo-wasm': { p50: 100, p99: 100 },
}
const LARGE_P99_MS = 0.6
/** One frame of a 60 Hz screen. */
const SEARCH_P99_MS = 16

/** The promises that this model can keep or break. */
export function targetsOf(measured: Measured): Target[] {
  const possible = measured.times.find(({ name }) => name === 'possible values')?.ms ?? []
  const { p99 } = quantiles(possible)
  const targets: Target[] = []
  if (measured.size === 'car') targets.push(...carTargets(measured))
  if (measured.size === 'large features') targets.push(target('possible values p99', 'ms', p99, LARGE_P99_MS, 'lower'))
  if (measured.isLeftToSearch) targets.push(target('possible values p99, by search', 'ms', p99, SEARCH_P99_MS, 'lower'))
  const none = (name: string, found: number) => targets.push(target(name, '', found, 0, 'lower'))
  none('recorded sums that differ', measured.wrongSums)
  none(
    'decisions after which a peer sees other options',
    measured.races.reduce((sum, each) => sum + each.disagreements, 0),
  )
  if (measured.disagreements !== null) none('answers that differ from other engines', measured.disagreements)
  none('sessions that ended in a dead end', measured.deadEnds)
  if (measured.unexplained !== null) none('sold rows refused without a named rule', measured.unexplained)
  return targets
}

function carTargets({ times, races, compileMs, gzipBytes }: Measured): Target[] {
  const targets = Object.entries(CAR).flatMap(([name, limits]) => {
    const measured = quantiles(times.find((each) => each.name === name)?.ms ?? [])
    return Object.entries(limits).map(([at, limit]) =>
      target(`${name} ${at}`, 'ms', at === 'p50' ? measured.p50 : measured.p99, limit, 'lower'),
    )
  })
  for (const { peer, ms } of races) {
    const ratio = CAR_RATIOS[peer]
    if (ratio === undefined || ms.length === 0) continue
    const ours = overSame(times, ms.length)
    const theirs = quantiles(ms)
    targets.push(target(`${peer} is slower, p50`, 'times', theirs.p50 / ours.p50, ratio.p50, 'higher'))
    targets.push(target(`${peer} is slower, p99`, 'times', theirs.p99 / ours.p99, ratio.p99, 'higher'))
  }
  targets.push(target('compile', 'ms', compileMs, CAR_COMPILE_MS, 'lower'))
  targets.push(target('artefact packed', 'kB', gzipBytes / 1000, CAR_PACKED_KB, 'lower'))
  return targets
}

/** Our times for possible values over as many decisions as a peer answered: the same ones, in the same order, in the first round. */
export function overSame([possible]: readonly Timed[], decisions: number): { p50: number; p99: number } {
  return quantiles(possible?.ms.slice(0, decisions) ?? [])
}
