import { Analysis } from './analysis.ts'
import { Clauses } from './clauses.ts'
import { Lessons, luby } from './lessons.ts'
import { Queue } from './queue.ts'
import { Trail } from './trail.ts'
import { grown } from './watches.ts'

/** What a search may do and would like. */
export interface Search {
  /** Literals to try first, in this order, whatever the history says. */
  readonly wishes?: readonly number[]
  /** Never drop the wishes: the first solution in their order is found, however long it takes. */
  readonly insists?: boolean
  /** Steps of propagation before it gives up. */
  readonly effort?: number
}

const restartUnit = 64
/** Conflicts after which wishes have only cost time and the history of conflicts takes over. */
const wishPatience = 64

/**
 * Satisfiability by conflict-driven clause learning (Marques-Silva & Sakallah 1999; Eén & Sörensson 2003), made for many similar
 * questions: assumptions are decided first and their trail stays as long as the next question begins alike. Deterministic.
 */
export class Sat {
  readonly #clauses = new Clauses()
  readonly #queue = new Queue()
  readonly #trail = new Trail(this.#clauses)
  readonly #analysis = new Analysis(this.#clauses, this.#trail, this.#queue)
  readonly #lessons = new Lessons(this.#clauses, this.#trail)
  #phase = new Int8Array(32)
  #isVoid = false
  #assumed: readonly number[] = []
  #core: readonly number[] = []
  /** Where to go on reading the wishes, per decision level. */
  readonly #wishAt: number[] = []

  get booleans(): number {
    return this.#trail.booleans
  }

  /** Effort spent so far. */
  get steps(): number {
    return this.#trail.steps
  }

  /** Assumptions that cannot hold together, after a refusal. */
  get core(): readonly number[] {
    return this.#core
  }

  /** A new Boolean as its positive literal. Those that others force are not worth deciding. */
  boolean(isDecided: boolean): number {
    const boolean = this.#trail.addBoolean()
    this.#phase = grown(this.#phase, boolean + 1)
    this.#phase[boolean] = 1
    if (isDecided) this.#queue.add(boolean)
    return 2 * boolean
  }

  add(literals: readonly number[]): void {
    this.#backTo(0)
    const { values } = this.#trail
    const open = [...new Set(literals)].filter((literal) => (values[literal] ?? 0) >= 0)
    if (open.some((literal) => values[literal] === 1 || open.includes(literal ^ 1))) return
    const [first] = open
    if (first === undefined) this.#isVoid = true
    else if (open.length > 1) this.#clauses.add(open, 0)
    else {
      this.#trail.assign(first, 0)
      this.#isVoid ||= this.#trail.propagate() !== 0
    }
  }

  /** Whether the literal holds (1) or not (-1) in the solution found last, or by what is assumed. */
  value(literal: number): number {
    return this.#trail.values[literal] ?? 0
  }

  /** Whether the first `depth` assumptions of the last question already exclude the literal. */
  isExcluded(literal: number, depth: number): boolean {
    return this.#trail.values[literal] === -1 && (this.#trail.level[literal >> 1] ?? 0) <= depth
  }

  /** Whether a solution has all assumptions: true (read it with `value`), false (see `core`), or null when the effort was spent. */
  solve(assumptions: readonly number[], search: Search = {}): boolean | null {
    return this.#run(assumptions, search, false)
  }

  /** Decides the assumptions only and follows what they force; false when that already contradicts. */
  assume(assumptions: readonly number[]): boolean {
    return this.#run(assumptions, {}, true) === true
  }

  /** Everything added from now on can be taken back by `rewind`. */
  mark(): number {
    return this.#trail.booleans
  }

  /**
   * Takes back all Booleans since `mark`, and every clause that speaks of one. What was learnt about the older Booleans stays,
   * so the clauses added since must not restrict those by themselves: definitions and clauses under a new assumption only.
   */
  rewind(mark: number): void {
    this.#backTo(0)
    if (mark === this.#trail.booleans) return
    const isNew = (literal: number) => literal >> 1 >= mark
    for (const clause of this.#clauses.all()) if (this.#clauses.some(clause, isNew)) this.#clauses.drop(clause)
    this.#clauses.collect(this.#trail.reason)
    this.#trail.forgetFrom(mark)
    this.#assumed = []
  }

  #run(assumptions: readonly number[], search: Search, isPrefix: boolean): boolean | null {
    this.#core = []
    if (this.#isVoid) return false
    this.#backTo(this.#sharedPrefix(assumptions))
    // A copy: the caller may go on with its list.
    this.#assumed = [...assumptions]
    const limit = this.#trail.steps + (search.effort ?? Infinity)
    const wishes = search.wishes ?? []
    this.#wishAt.fill(0)
    let conflicts = 0
    let restarts = 0
    let restartAt = restartUnit
    for (;;) {
      const conflict = this.#trail.propagate()
      if (conflict !== 0) {
        conflicts++
        if (!this.#learn(conflict)) return false
        continue
      }
      if (conflicts >= restartAt && this.#trail.depth > assumptions.length) {
        restartAt = conflicts + restartUnit * luby(++restarts)
        this.#backTo(assumptions.length)
        this.#lessons.reduce()
      }
      const isWishing = search.insists === true || conflicts < wishPatience
      const next = this.#next(assumptions, isPrefix, isWishing ? wishes : [])
      if (next === 'refused') return false
      if (next === 'done') return true
      if (this.#trail.steps > limit) return null
      if (next >= 0) this.#trail.assign(next, 0)
    }
  }

  /** Opens the next level and says what to decide on it; -1 when the assumption holds already. */
  #next(assumptions: readonly number[], isPrefix: boolean, wishes: readonly number[]): number | 'refused' | 'done' {
    const { values, depth } = this.#trail
    const assumption = assumptions[depth]
    if (assumption !== undefined) {
      const known = values[assumption] ?? 0
      if (known < 0) {
        this.#core = [assumption, ...this.#analysis.decisionsAgainst(assumption)]
        return 'refused'
      }
      this.#trail.openLevel()
      return known > 0 ? -1 : assumption
    }
    if (isPrefix) return 'done'
    const choice = this.#wish(wishes) ?? this.#habit()
    if (choice === null) return 'done'
    this.#trail.openLevel()
    return choice
  }

  #wish(wishes: readonly number[]): number | null {
    const { values, depth } = this.#trail
    let at = this.#wishAt[depth] ?? 0
    while (at < wishes.length && values[wishes[at] ?? 0] !== 0) at++
    this.#wishAt[depth] = at
    this.#wishAt[depth + 1] = at
    return wishes[at] ?? null
  }

  #habit(): number | null {
    const boolean = this.#queue.next(this.#trail.values)
    return boolean < 0 ? null : 2 * boolean + (this.#phase[boolean] ?? 0)
  }

  #learn(conflict: number): boolean {
    if (this.#trail.depth === 0) {
      this.#isVoid = true
      return false
    }
    const { literals, depth, glue } = this.#analysis.lessonOf(conflict)
    this.#backTo(depth)
    const [first = 0] = literals
    this.#trail.assign(first, literals.length > 1 ? this.#clauses.add(literals, glue) : 0)
    return true
  }

  #sharedPrefix(assumptions: readonly number[]): number {
    const longest = Math.min(assumptions.length, this.#assumed.length, this.#trail.depth)
    let shared = 0
    while (shared < longest && assumptions[shared] === this.#assumed[shared]) shared++
    return shared
  }

  #backTo(depth: number): void {
    this.#trail.backTo(depth, this.#onFree)
  }

  readonly #onFree = (literal: number): void => {
    this.#phase[literal >> 1] = literal & 1
    this.#queue.freed(literal >> 1)
  }
}
