import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { openReasons } from '@dangol/domain/solver/search/why.ts'
import type { Session } from '@dangol/domain/solver/session.ts'
import type { Subject } from './subject.ts'

/** What became of the products of a sales history. A row may stand for several sales. */
export interface SalesReplay {
  readonly rows: number
  readonly sales: number
  readonly acceptedRows: number
  readonly acceptedSales: number
  /** Refused because the model does not have the value. */
  readonly unknownValue: number
  /** Refused by rules, by the name of the first. */
  readonly byRule: ReadonlyMap<string, number>
  /** Refused without a reason that holds: must be none. */
  readonly unexplained: number
}

/** Loads each sold product as a configuration: it is accepted, or the rules that refuse it are named. */
export function replaySales(subject: Subject, session: Session, path: string): SalesReplay {
  const [header = '', ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trim().split(/\r?\n/)
  const { problem } = subject
  const places = new Map(problem.variables.map(({ name }, at) => [name, at]))
  const columns = header.split(',').slice(1)
  const reasons = openReasons(problem)
  const byRule = new Map<string, number>()
  const result = { rows: 0, sales: 0, acceptedRows: 0, acceptedSales: 0, unknownValue: 0, unexplained: 0 }
  for (const line of lines) {
    const [sold = '0', ...cells] = line.split(',')
    result.rows += 1
    result.sales += Number(sold)
    const choices = columns.flatMap((name, column) => {
      const variable = places.get(name)
      if (variable === undefined) return []
      return [{ variable, value: problem.variables[variable]?.values.indexOf(cells[column] ?? '') ?? -1 }]
    })
    if (choices.some(({ value }) => value < 0)) {
      result.unknownValue += 1
      continue
    }
    session.clear()
    const clash = choices.findIndex(({ variable, value }) => {
      session.restrict(variable, [value])
      return !session.isPossible()
    })
    if (clash < 0) {
      result.acceptedRows += 1
      result.acceptedSales += Number(sold)
      continue
    }
    const before = choices.slice(0, clash).map(({ variable, value }) => ({ variable, values: [value] }))
    const last = choices[clash]
    const rules = last === undefined ? null : reasons.excluding(before, last)
    const [first] = rules ?? []
    if (first === undefined) result.unexplained += 1
    else {
      const name = problem.rules[first]?.name ?? ''
      byRule.set(name, (byRule.get(name) ?? 0) + 1)
    }
  }
  return { ...result, byRule }
}
