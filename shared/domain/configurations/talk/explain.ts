import type { CharacteristicId, ConfigModel } from '../../catalogue/model.ts'
import { partProblem } from '../../solver/part-problem.ts'
import { openReasons } from '../../solver/search/why.ts'
import type { Choice as Held, Reasons } from '../../solver/search/why.ts'
import type { Problem } from '../../solver/problem.ts'
import type { Session } from '../../solver/session.ts'
import type { ModelProblem } from '../problem-of.ts'
import type { ExcludedValue, Reason } from '../view.ts'
import type { Parts } from './parts.ts'
import type { Allowances, Wish } from './wish.ts'

interface Ruled {
  readonly problem: Problem
  readonly reasons: Reasons
  /** What applies when, without any constraint; null until it is asked for. */
  structure: Reasons | null
  readonly local: (variable: number) => number
}

/** Says why values are excluded. Holds a session of its own: what others ask between must not change an explanation. */
export class Explainer {
  readonly #written: ModelProblem
  readonly #parts: Parts
  readonly #allowances: Allowances
  readonly #session: Session | null
  readonly #reasonOf: ReadonlyMap<string, Reason>
  readonly #ruledParts = new Map<number, Ruled>()

  /** Without a session no product is possible at all, and no choice is to blame. */
  constructor(
    model: ConfigModel,
    written: ModelProblem,
    parts: Parts,
    allowances: Allowances,
    session: Session | null,
  ) {
    this.#written = written
    this.#parts = parts
    this.#allowances = allowances
    this.#session = session
    this.#reasonOf = new Map(model.constraints.map(({ id, why }) => [id, { constraintId: id, why }]))
  }

  /** Own choices and constraints that exclude the value, none of them superfluous. It must be excluded under the wish. */
  explain(wish: Wish, at: number, value: number): Pick<ExcludedValue, 'because' | 'conflictsWith'> {
    const own = this.#conflict(wish, at, value)
    const held = own.flatMap((variable) => {
      const values = this.#allowances.of(variable, wish[variable] ?? -1)
      return values === null ? [] : [{ variable, values }]
    })
    return {
      because: this.#because(held, at, value),
      conflictsWith: own.map((variable) => this.#idOf(variable)),
    }
  }

  #conflict(wish: Wish, at: number, value: number): number[] {
    if (this.#session === null) return []
    this.#session.clear()
    const members = this.#parts.members[this.#parts.of[at] ?? -1] ?? []
    // The last first: where several could be named, it is the one that the model asks earlier.
    for (const each of members.toReversed()) {
      const allowed = this.#allowances.of(each, wish[each] ?? -1)
      if (allowed !== null && each !== at) this.#session.restrict(each, allowed)
    }
    const conflict = this.#session.conflict(at, value)
    if (conflict === null) throw new Error('an open value needs no explanation')
    return [...conflict].sort((a, b) => a - b)
  }

  #because(held: readonly Held[], at: number, value: number): Reason[] {
    const ruled = this.#ruled(this.#parts.of[at] ?? 0)
    const { problem, reasons, local } = ruled
    const here = held.map(({ variable, values }) => ({ variable: local(variable), values }))
    const slot = { variable: local(at), value }
    const rules = reasons.excluding(here, slot) ?? []
    const named = new Set(
      rules.flatMap((rule) => problem.rules[rule]?.name ?? []).filter((id) => this.#reasonOf.has(id)),
    )
    // A rule of the solver is part of a constraint, and what applies when always holds: constraint by constraint, then.
    for (const id of [...named]) {
      const others = [...named].filter((name) => name !== id)
      if (this.#onlyWith(others, ruled).excluding(here, slot) !== null) named.delete(id)
    }
    return [...this.#reasonOf.values()].filter(({ constraintId }) => named.has(constraintId))
  }

  /** The same part with these constraints only, and with what applies when. Mostly none: that one is kept. */
  #onlyWith(constraints: readonly string[], ruled: Ruled): Reasons {
    const isKept = (name: string) => constraints.includes(name) || !this.#reasonOf.has(name)
    const rest = () => openReasons({ ...ruled.problem, rules: ruled.problem.rules.filter(({ name }) => isKept(name)) })
    return constraints.length > 0 ? rest() : (ruled.structure ??= rest())
  }

  /** The rules of one part, for those of the others have no say in it. */
  #ruled(part: number): Ruled {
    const known = this.#ruledParts.get(part)
    if (known !== undefined) return known
    const { problem, limits } = this.#written
    const variables = this.#parts.variables[part] ?? []
    const own = partProblem({ ...problem, rules: problem.rules.slice(0, limits) }, variables)
    const ruled: Ruled = {
      problem: own,
      reasons: openReasons(own),
      structure: null,
      local: (variable: number) => variables.indexOf(variable),
    }
    this.#ruledParts.set(part, ruled)
    return ruled
  }

  #idOf = (variable: number): CharacteristicId => this.#written.variables[variable]?.characteristic.id ?? ''
}
