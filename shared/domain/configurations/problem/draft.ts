import type { CharacteristicId, Condition } from '../../catalogue/model.ts'
import type { Literal, Rule, Variable } from '../../solver/problem.ts'
import type { State, StateVariable } from './states.ts'

/** When something holds: one literal, at all times, or in no product whatsoever. */
export type When = Literal | 'always' | 'never'

/** A problem while it is written. */
export class Draft {
  readonly variables: Variable[] = []
  readonly rules: Rule[] = []
  readonly byId = new Map<CharacteristicId, StateVariable>()
  readonly #together = new Map<string, Literal>()

  /** Index of the new variable. */
  addVariable(name: string, values: readonly string[]): number {
    if (values.length === 0) throw new Error(`${name} has no values at all`)
    return this.variables.push({ name, values }) - 1
  }

  /** The states of a characteristic that pass a test, as a literal; null when it is not part of the problem. */
  literal(id: CharacteristicId, passes: (state: State) => boolean): Literal | null {
    const known = this.byId.get(id)
    if (known === undefined) return null
    return { variable: known.at, values: known.states.flatMap((state, value) => (passes(state) ? [value] : [])) }
  }

  /** The literals of a condition; null when it names a characteristic that has no values. */
  literals(condition: Condition): Literal[] | null {
    const all = Object.entries(condition).map(([id, values]) =>
      this.byId.get(id)?.characteristic.kind === 'choice' ? this.literal(id, isOneOf(values)) : null,
    )
    return all.some((each) => each === null) ? null : all.filter((each) => each !== null)
  }

  complement({ variable, values }: Literal): Literal {
    const size = this.variables[variable]?.values.length ?? 0
    return { variable, values: [...Array(size).keys()].filter((value) => !values.includes(value)) }
  }

  /** At least one of the literals holds. */
  addClause(name: string, literals: readonly Literal[]): void {
    const merged = new Map<number, Set<number>>()
    for (const { variable, values } of literals) {
      merged.set(variable, new Set([...(merged.get(variable) ?? []), ...values]))
    }
    const each = [...merged].map(([variable, values]) => ({ variable, values: [...values].sort((a, b) => a - b) }))
    if (each.some(({ variable, values }) => values.length === this.variables[variable]?.values.length)) return
    this.rules.push({ kind: 'clause', name, literals: each.filter(({ values }) => values.length > 0) })
  }

  /** All of them at once, as one literal: of an auxiliary variable where it takes several. The same ones share theirs. */
  allOf(literals: readonly Literal[] | null): When {
    if (literals === null) return 'never'
    const merged = new Map<number, readonly number[]>()
    for (const { variable, values } of literals) {
      merged.set(variable, merged.get(variable)?.filter((value) => values.includes(value)) ?? values)
    }
    const each = [...merged].sort(([a], [b]) => a - b).map(([variable, values]) => ({ variable, values }))
    if (each.some(({ values }) => values.length === 0)) return 'never'
    const [only, ...others] = each
    if (only === undefined) return 'always'
    return others.length === 0 ? only : this.#auxiliary(each)
  }

  #auxiliary(literals: readonly Literal[]): Literal {
    const key = literals.map(({ variable, values }) => `${variable}:${values.join()}`).join(' ')
    const known = this.#together.get(key)
    if (known !== undefined) return known
    const name = `(together) ${literals.map(({ variable }) => this.variables[variable]?.name).join(', ')}`
    const variable = this.addVariable(name, ['no', 'yes'])
    for (const literal of literals) this.addClause(name, [{ variable, values: [0] }, literal])
    this.addClause(name, [{ variable, values: [1] }, ...literals.map((literal) => this.complement(literal))])
    const literal = { variable, values: [1] }
    this.#together.set(key, literal)
    return literal
  }
}

export const isOneOf = (values: readonly string[]) => (state: State) =>
  state.is === 'value' && values.includes(state.id)

/** Whether a choice is made in the state. */
export const isChosen = (state: State): boolean => state.is === 'value' || state.is === 'range' || state.is === 'set'
