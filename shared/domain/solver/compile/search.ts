import type { Budget, NoDiagram } from '../diagram.ts'
import { Decomposition } from './components.ts'
import type { Component, Falling } from './components.ts'
import type { DiagramBuilder } from './diagram-builder.ts'
import { newFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import { Interner, Ints } from './ints.ts'
import { BUDGETS_MAX, OUTLOOK_FROM, progressOf } from './outlook.ts'
import type { Propagation } from './propagation.ts'
import type { Regions } from './regions.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'
import { EMPTY } from './value-sets.ts'

/** No solution below here. */
const NOTHING = -1

/** Numbers all context keys may hold together: 160 MB, a bound of memory that no time limit gives. */
const KEYS_MAX = 40_000_000
/** Numbers all rule diagrams may hold together, for the same reason. */
const RULES_MAX = 60_000_000

/**
 * Depth-first AND/OR search over contexts: what remains of a component is solved once, whichever decisions led there, and the
 * parts a decision leaves independent are solved apart (Dechter, Mateescu: AND/OR search spaces, AIJ 171, 2007). The frames are
 * kept by hand: a model may be deeper than the stack.
 */
export class Search {
  contexts = 0
  readonly #diagrams: RuleDiagrams
  readonly #propagation: Propagation
  readonly #decomposition: Decomposition
  readonly #builder: DiagramBuilder
  readonly #budget: Budget
  readonly #keys = new Interner()
  readonly #known = new Ints()
  #key = new Int32Array(256)
  #isPromising = false

  constructor(
    diagrams: RuleDiagrams,
    propagation: Propagation,
    regions: Regions,
    builder: DiagramBuilder,
    budget: Budget,
  ) {
    this.#diagrams = diagrams
    this.#propagation = propagation
    this.#decomposition = new Decomposition(diagrams, propagation, regions)
    this.#builder = builder
    this.#budget = budget
  }

  get steps(): number {
    return this.contexts + Math.floor((this.#diagrams.visits + this.#decomposition.visits) / 1000)
  }

  /** The product of all solutions. */
  run(): number | NoDiagram {
    if (!this.#propagation.start()) return 'void'
    const top = this.#frame(-1, { variables: new Int32Array(), rules: new Int32Array() }, [])
    top.falling = this.#decomposition.whole()
    const stack = [top]
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const opened = this.#advance(frame)
      if (opened !== null) {
        if (this.#isSpent() || this.#isHopeless(stack)) return 'over-budget'
        stack.push(opened)
      } else {
        stack.pop()
        if (frame !== top) this.#close(frame)
      }
    }
    const product = top.edges[1]
    return product ?? 'void'
  }

  #isSpent(): boolean {
    return (
      this.#builder.size > this.#budget.nodes ||
      this.steps > this.#budget.steps ||
      this.#keys.items.length > KEYS_MAX ||
      this.#diagrams.weight > RULES_MAX
    )
  }

  /** Looked at once, when enough is done to tell; then the search has its whole budget. */
  #isHopeless(stack: readonly Frame[]): boolean {
    const share = this.steps / this.#budget.steps
    if (this.#isPromising || share < OUTLOOK_FROM) return false
    this.#isPromising = share <= progressOf(stack) * BUDGETS_MAX
    return !this.#isPromising
  }

  /** Goes on with a frame until it needs an unknown component solved, which it returns, or is done. */
  #advance(frame: Frame): Frame | null {
    for (;;) {
      if (frame.falling !== null) {
        const missing = this.#solveParts(frame, frame.falling)
        if (missing !== null) return missing
      }
      const set = frame.classes[frame.nextClass++]
      if (set === undefined) return null
      const variable = frame.component.variables[0] ?? 0
      frame.mark = this.#propagation.mark
      if (this.#propagation.decide(variable, set)) {
        frame.falling = this.#decomposition.afterFirst(frame.component)
        frame.nextPart = 0
        frame.parts.length = 0
      } else this.#propagation.undoTo(frame.mark)
    }
  }

  #solveParts(frame: Frame, { components, free }: Falling): Frame | null {
    let isPossible = true
    while (isPossible && frame.nextPart < components.length) {
      const component = components[frame.nextPart]
      if (component === undefined) break
      const context = frame.waitsFor < 0 ? this.#contextOf(component) : frame.waitsFor
      const known = this.#known.at(context)
      if (known === UNKNOWN) {
        frame.waitsFor = context
        return this.#frame(context, component, this.#classesOf(component))
      }
      frame.waitsFor = -1
      frame.nextPart++
      if (known === NOTHING) isPossible = false
      else frame.parts.push(known)
    }
    if (isPossible) {
      for (const variable of free) {
        frame.parts.push(this.#builder.leaf(variable, this.#propagation.domain[variable] ?? EMPTY))
      }
      frame.edges.push(frame.classes[frame.nextClass - 1] ?? EMPTY, this.#builder.product(frame.parts))
    }
    frame.falling = null
    this.#propagation.undoTo(frame.mark)
    return null
  }

  #close({ context, component, edges }: Frame): void {
    this.#known.items[context] = edges.length === 0 ? NOTHING : this.#builder.node(component.variables[0] ?? 0, edges)
  }

  #frame(context: number, component: Component, classes: readonly number[]): Frame {
    this.contexts++
    return newFrame(context, component, classes)
  }

  /** The number of what remains of a component: its rules' states and its variables' values. */
  #contextOf({ variables, rules }: Component): number {
    const { domain, state } = this.#propagation
    const needed = variables.length + rules.length + 1
    if (this.#key.length < needed) this.#key = new Int32Array(needed * 2)
    const key = this.#key
    // Without rules nothing else would tell which variable it is.
    key[0] = variables[0] ?? 0
    let length = 1
    for (let at = 0; at < rules.length; at++) key[length++] = state[rules[at] ?? 0] ?? 0
    for (let at = 0; at < variables.length; at++) key[length++] = domain[variables[at] ?? 0] ?? 0
    const context = this.#keys.intern(key, 0, length)
    if (context === this.#known.length) this.#known.push(UNKNOWN)
    return context
  }

  /** Values of the first variable in groups that leave every rule the same: one decision for each group. */
  #classesOf({ variables }: Component): number[] {
    const variable = variables[0] ?? 0
    const { sets } = this.#diagrams
    let classes = [this.#propagation.domain[variable] ?? EMPTY]
    for (const rule of this.#propagation.rulesOf(variable)) {
      const node = this.#propagation.state[rule] ?? 0
      if (this.#diagrams.variableOf(node) !== variable) continue
      const edges = this.#diagrams.edgesOf(node)
      if (edges.length === 2) continue
      const finer: number[] = []
      for (const each of classes) {
        for (let at = 0; at < edges.length; at += 2) {
          const both = sets.and(each, edges[at] ?? 0)
          if (both !== EMPTY) finer.push(both)
        }
      }
      classes = finer
    }
    return classes
  }
}

const UNKNOWN = -2
