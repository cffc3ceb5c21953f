import type { Budget, NoDiagram } from '../diagram.ts'
import { Decomposition } from './components.ts'
import type { Component, Falling } from './components.ts'
import type { DiagramBuilder } from './diagram-builder.ts'
import { Interner, Ints } from './ints.ts'
import type { Propagation } from './propagation.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'
import { EMPTY } from './value-sets.ts'

/** No solution below here. */
const NOTHING = -1

/** Numbers all context keys may hold together: 160 MB, a bound of memory that no time limit gives. */
const KEYS_MAX = 40_000_000
/** Nodes all rule diagrams may grow to, for the same reason. */
const RULE_NODES_MAX = 3_000_000

/** One decision being made: the component it opens, the groups of values left to try and what the tried ones led to. */
interface Frame {
  readonly context: number
  readonly component: Component
  readonly classes: readonly number[]
  nextClass: number
  readonly edges: number[]
  /** Where to undo to after the class under way. */
  mark: number
  falling: Falling | null
  nextPart: number
  /** Nodes found for the class under way. */
  readonly parts: number[]
}

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

  constructor(diagrams: RuleDiagrams, propagation: Propagation, builder: DiagramBuilder, budget: Budget) {
    this.#diagrams = diagrams
    this.#propagation = propagation
    this.#decomposition = new Decomposition(diagrams, propagation)
    this.#builder = builder
    this.#budget = budget
  }

  get steps(): number {
    return this.contexts + Math.floor(this.#diagrams.visits / 1000)
  }

  /** The product of all solutions. */
  run(): number | NoDiagram {
    const { domain, state } = this.#propagation
    if (!this.#propagation.start()) return 'void'
    const whole = { variables: Int32Array.from(domain.keys()), rules: Int32Array.from(state.keys()) }
    const top = this.#frame(-1, whole, [])
    top.falling = this.#decomposition.split(whole, 0)
    const stack = [top]
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const opened = this.#advance(frame)
      if (opened !== null) {
        if (this.#isSpent()) return 'over-budget'
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
      this.#diagrams.size > RULE_NODES_MAX
    )
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
        frame.falling = this.#decomposition.split(frame.component, 1)
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
      const context = this.#contextOf(component)
      const known = this.#known.at(context)
      if (known === UNKNOWN) return this.#frame(context, component, this.#classesOf(component))
      frame.nextPart++
      if (known === NOTHING) isPossible = false
      else frame.parts.push(known)
    }
    if (isPossible) {
      for (const variable of free) {
        frame.parts.push(this.#builder.leaf(variable, this.#propagation.domain[variable] ?? EMPTY))
      }
      frame.parts.sort((a, b) => this.#builder.placeOf(a) - this.#builder.placeOf(b))
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
    return { context, component, classes, nextClass: 0, edges: [], mark: 0, falling: null, nextPart: 0, parts: [] }
  }

  /** The number of what remains of a component: its rules' states and its variables' values. */
  #contextOf({ variables, rules }: Component): number {
    const { domain, state } = this.#propagation
    if (this.#key.length < variables.length + rules.length)
      this.#key = new Int32Array((variables.length + rules.length) * 2)
    let length = 0
    for (const rule of rules) this.#key[length++] = state[rule] ?? 0
    for (const variable of variables) this.#key[length++] = domain[variable] ?? 0
    const context = this.#keys.intern(this.#key, 0, length)
    if (context === this.#known.length) this.#known.push(UNKNOWN)
    return context
  }

  /** Values of the first variable in groups that leave every rule the same: one decision for each group. */
  #classesOf({ variables, rules }: Component): number[] {
    const variable = variables[0] ?? 0
    const { sets } = this.#diagrams
    let classes = [this.#propagation.domain[variable] ?? EMPTY]
    for (const rule of rules) {
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
