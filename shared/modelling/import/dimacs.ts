import type { ClauseRule, Variable } from '@dangol/domain/solver/problem.ts'
import { ImportFault, importing } from './imported.ts'
import type { Imported, ImportedModel } from './imported.ts'

/** More would not fit the memory of a shop's machine; the largest published feature model has 186,059. */
const VARIABLES_MAX = 1_000_000
const VALUES = ['0', '1']

/**
 * Reads clauses in DIMACS form: variables `xN` with values '0' and '1'. Comments `c N name` become titles.
 * Refuses: a missing or untrue header, numbers beyond it, a last clause without its 0; each with its line.
 */
export const importDimacs = (text: string, file: string): Imported => importing(file, () => read(text))

function read(text: string): ImportedModel {
  const reader = new ClauseReader()
  const titles = new Map<string, string>()
  let line = 0
  for (const each of text.split('\n')) {
    line += 1
    const content = each.trim()
    // Some collections of problems close with a line of '%'.
    if (content.startsWith('%')) break
    const [, number, title] = /^c\s+(\d+)\s+(\S.*)$/.exec(content) ?? []
    if (number !== undefined && title !== undefined) titles.set(`x${Number(number)}`, title)
    if (content === '' || content.startsWith('c')) continue
    if (content.startsWith('p')) reader.open(content, line)
    else reader.take(content, line)
  }
  const { size, clauses } = reader.close(line)
  const variables = Array.from({ length: size }, (_, at): Variable => ({ name: `x${at + 1}`, values: VALUES }))
  const named = [...titles].filter(([name]) => Number(name.slice(1)) <= size && name !== 'x0')
  return { problem: { variables, rules: clauses }, titles: new Map(named), features: new Map(), notes: [] }
}

class ClauseReader {
  readonly clauses: ClauseRule[] = []
  #size: number | null = null
  #promised = 0
  #seen = 0
  #open = new Map<number, boolean | 'either'>()
  #isOpen = false

  open(header: string, line: number): void {
    const [, size, promised] = /^p\s+cnf\s+(\d+)\s+(\d+)$/.exec(header) ?? []
    if (size === undefined || this.#size !== null) {
      throw new ImportFault('malformed', line, `the one header is 'p cnf VARIABLES CLAUSES', not '${header}'`)
    }
    if (Number(size) > VARIABLES_MAX) throw new ImportFault('too-large', line, `more than ${VARIABLES_MAX} variables`)
    this.#size = Number(size)
    this.#promised = Number(promised)
  }

  take(content: string, line: number): void {
    const size = this.#size
    if (size === null) throw new ImportFault('malformed', line, "clauses before the header 'p cnf VARIABLES CLAUSES'")
    for (const word of content.split(/\s+/)) {
      const number = Number(word)
      if (!Number.isInteger(number)) throw new ImportFault('malformed', line, `'${word}' is no literal`)
      const at = Math.abs(number)
      if (at > size) throw new ImportFault('malformed', line, `variable ${at}, but the header announces ${size}`)
      if (number === 0) this.#finish(line)
      else {
        const before = this.#open.get(at)
        this.#open.set(at, before === undefined || before === number > 0 ? number > 0 : 'either')
        this.#isOpen = true
      }
    }
  }

  close(line: number): { size: number; clauses: ClauseRule[] } {
    if (this.#size === null) throw new ImportFault('malformed', null, "no header 'p cnf VARIABLES CLAUSES'")
    if (this.#isOpen) throw new ImportFault('malformed', line, 'the last clause has no 0: is the file cut off?')
    if (this.#seen < this.#promised) {
      throw new ImportFault('malformed', line, `${this.#seen} clauses, but the header announces ${this.#promised}`)
    }
    return { size: this.#size, clauses: this.clauses }
  }

  #finish(line: number): void {
    this.#seen += 1
    if (!this.#isOpen) throw new ImportFault('contradictory', line, 'an empty clause can never hold')
    const literals = [...this.#open].map(([at, sign]) => ({ variable: at - 1, values: [Number(sign)] }))
    const isAlwaysTrue = [...this.#open.values()].includes('either')
    if (!isAlwaysTrue) this.clauses.push({ kind: 'clause', name: `clause ${this.#seen}`, literals })
    this.#open = new Map()
    this.#isOpen = false
  }
}
