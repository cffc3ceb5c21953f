import type { RoundResult } from './round.ts'

/** One kind's rounds, added up. */
interface KindReport {
  readonly kind: string
  readonly rounds: number
  readonly acknowledged: number
  readonly lost: number
  readonly twice: number
  readonly broken: number
  /** Took effect though nobody was told; each once. */
  readonly unconfirmed: number
  readonly seconds: number
}

export interface Ran extends RoundResult {
  readonly kind: string
}

interface CrashReport {
  readonly kinds: readonly KindReport[]
  readonly total: KindReport
  readonly skipped: readonly { readonly kind: string; readonly why: string }[]
  readonly failed: readonly Pick<Ran, 'kind' | 'seed' | 'violations' | 'folder'>[]
}

export function reportOf(rounds: readonly Ran[], skipped: CrashReport['skipped']): CrashReport {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))]
  return {
    kinds: kinds.map((kind) =>
      addUp(
        kind,
        rounds.filter((round) => round.kind === kind),
      ),
    ),
    total: addUp('all', rounds),
    skipped,
    failed: rounds
      .filter(({ violations }) => violations.length > 0)
      .map(({ kind, seed, violations, folder }) => ({ kind, seed, violations, folder })),
  }
}

function addUp(kind: string, rounds: readonly Ran[]): KindReport {
  const sum = (of: (round: Ran) => number) => rounds.reduce((total, round) => total + of(round), 0)
  const count = (what: string) => sum(({ violations }) => violations.filter((each) => each.kind === what).length)
  return {
    kind,
    rounds: rounds.length,
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: count('lost'),
    twice: count('twice'),
    broken: count('broken'),
    unconfirmed: sum(({ unconfirmed }) => unconfirmed),
    seconds: Math.round(sum(({ seconds }) => seconds)),
  }
}

const HEADINGS = ['kind', 'rounds', 'acknowledged', 'lost', 'twice', 'broken', 'unconfirmed', 'seconds'] as const

/** The report as a table for people, then what failed and how to see it again. */
export function tableOf({ kinds, total, skipped, failed }: CrashReport): string {
  const rows = [HEADINGS.map(String), ...[...kinds, total].map((row) => HEADINGS.map((key) => String(row[key])))]
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')
  return [
    ...rows.map(line),
    ...skipped.map(({ kind, why }) => `SKIPPED ${kind}: ${why}`),
    ...failed.flatMap(({ kind, seed, violations, folder }) => [
      `FAILED ${kind}: npm run crash -- --rounds 1 --only '${kind}' --seed ${seed}   (evidence in ${folder})`,
      ...violations.slice(0, 12).map(({ kind: how, what }) => `  ${how}: ${what}`),
    ]),
    '',
  ].join('\n')
}
