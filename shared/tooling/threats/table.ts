/** One row of docs/threats.md. */
export interface Threat {
  readonly name: string
  /** The attack, in a few words. */
  readonly attack: string
  /** Why no test can decide it; null where tests do. */
  readonly undecidable: string | null
}

/** A test that cites rows, as vitest reports it. */
export interface TestOutcome {
  readonly title: string
  readonly file: string
  readonly passed: boolean
}

export interface Row extends Threat {
  readonly passed: number
  readonly failed: readonly TestOutcome[]
  readonly state: 'pass' | 'FAIL' | 'NO TEST' | 'not decided by software'
}

const THREAT = /^- \*\*(A\d{1,2})\*\* ((?:.|\n(?!- |\n))*)/gm
const UNDECIDABLE = 'Not decided by software:'

/** The rows of the document, in its order. */
export const threatsIn = (document: string): Threat[] =>
  [...document.matchAll(THREAT)].map(([, name = '', text = '']) => {
    const words = text.replaceAll(/\s+/g, ' ').trim()
    const [, undecidable] = words.split(UNDECIDABLE)
    return { name, attack: words.slice(0, words.indexOf('. ')), undecidable: undecidable?.trim() ?? null }
  })

/** Holds the rows against what their tests did. A row that nothing was run for is not a row that holds. */
export const tableOf = (threats: readonly Threat[], outcomes: readonly TestOutcome[]): Row[] =>
  threats.map((threat) => {
    const own = outcomes.filter(({ title }) => title.includes(`[${threat.name}]`))
    const failed = own.filter(({ passed }) => !passed)
    return { ...threat, failed, passed: own.length - failed.length, state: stateOf(threat, own.length, failed.length) }
  })

function stateOf({ undecidable }: Threat, run: number, failed: number): Row['state'] {
  if (failed > 0) return 'FAIL'
  if (run > 0) return 'pass'
  return undecidable === null ? 'NO TEST' : 'not decided by software'
}

/** The table as text, with the failures and the reasons below it. */
export function textOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ attack }) => attack.length))
  const lines = rows.map(
    ({ name, attack, passed, failed, state }) =>
      `${name.padEnd(4)} ${attack.padEnd(width)}  ${String(passed + failed.length).padStart(3)} tests  ${state}`,
  )
  const failures = rows.flatMap(({ name, failed }) =>
    failed.map(({ title, file }) => `${name} failed: ${file}: ${title}`),
  )
  const reasons = rows.flatMap(({ name, undecidable }) => (undecidable === null ? [] : [`${name}: ${undecidable}`]))
  return `${[...lines, ...failures, ...reasons].join('\n')}\n`
}
