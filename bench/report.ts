import { cpus, totalmem } from 'node:os'

/** One promise of a benchmark, and whether this run kept it. */
export interface Target {
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly target: number
  readonly better: 'lower' | 'higher'
  readonly pass: boolean
}

export interface Report {
  readonly name: string
  readonly figures: Readonly<Record<string, number | string>>
  readonly targets: readonly Target[]
}

/** Runs with the options of the command line; `say` tells a person on stderr what is going on. */
export type Bench = (options: Readonly<Record<string, string>>, say: (line: string) => void) => Promise<Report>

export function target(name: string, unit: string, value: number, limit: number, better: Target['better']): Target {
  const rounded = round(value)
  return {
    name,
    unit,
    value: rounded,
    target: round(limit),
    better,
    pass: better === 'lower' ? rounded <= limit : rounded >= limit,
  }
}

/** Quantiles of a sample by the nearest rank, in the sample's unit. */
export function quantiles(sample: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = [...sample].sort((a, b) => a - b)
  const at = (q: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN)
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

export const round = (value: number): number => Math.round(value * 1000) / 1000

/** The figures of a sample, each by what was measured and which quantile it is. */
export const named = (what: string, q: ReturnType<typeof quantiles>) => ({
  [`${what} p50`]: q.p50,
  [`${what} p99`]: q.p99,
  [`${what} max`]: q.max,
})

/** A count that stands on the command line, or the usual one. Throws with the option's name for what is none. */
export function wholeOption(options: Readonly<Record<string, string>>, name: string, usual: number): number {
  const value = Number(options[name] ?? usual)
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0`)
  return value
}

/** One JSON object on stdout with `--json`, else a table for people. */
export function printReport(report: Report, asJson: boolean): void {
  if (asJson) return void process.stdout.write(`${JSON.stringify({ ...report, machine: machine() }, null, 2)}\n`)
  process.stdout.write(`${report.name} on ${machine()}\n`)
  for (const [name, value] of Object.entries(report.figures)) process.stdout.write(`  ${name.padEnd(44)} ${value}\n`)
  for (const one of report.targets) {
    const sign = one.better === 'lower' ? '<=' : '>='
    process.stdout.write(
      `  ${one.pass ? 'kept  ' : 'MISSED'} ${one.name}: ${one.value} ${one.unit} (${sign} ${one.target})\n`,
    )
  }
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`
}
