import type { Session } from '@dangol/domain/solver/session.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { Sequences } from './models.ts'
import type { Subject } from './subject.ts'

/** One step of a shopper: the variable is held to these values, out of those it was held to before. */
export interface Decision {
  readonly variable: number
  readonly values: readonly number[]
}

/** Sums up what is still possible; two engines agree when their sums do. */
type Counted = (possible: ArrayLike<number>) => number

export interface Played {
  readonly sessions: readonly (readonly Decision[])[]
  /** Counts (variable, value) pairs, or (feature, 0 or 1) where the decisions name features. */
  readonly count: Counted
}

const DECISIONS = 20

/** Chooses among what is possible, seeded, until 20 decisions are made or nothing is left to decide. */
export function randomSessions(subject: Subject, session: Session, count: number, seed: number): Played {
  const random = new Random(seed)
  const sessions = Array.from({ length: count }, () => randomSession(subject, session, random))
  return { sessions, count: countSlots }
}

export function randomSession({ problem, starts }: Subject, session: Session, random: Random): Decision[] {
  session.clear()
  const decisions: Decision[] = []
  const free = problem.variables.map((_, variable) => variable)
  while (decisions.length < DECISIONS && free.length > 0) {
    const possible = session.possible()
    const at = random.below(free.length)
    const variable = free[at] ?? 0
    const from = starts[variable] ?? 0
    const values = (problem.variables[variable]?.values ?? []).flatMap((_, value) =>
      possible[from + value] === 1 ? [value] : [],
    )
    free[at] = free.at(-1) ?? 0
    free.pop()
    if (values.length < 2) continue
    const decision = { variable, values: [random.pick(values)] }
    session.restrict(variable, decision.values)
    decisions.push(decision)
  }
  return decisions
}

/** Decisions of a file, by names; null when they speak of another form of the model. */
export function recordedSessions(subject: Subject, { sequences }: Sequences): Played | null {
  const { problem, features } = subject
  const variables = new Map(problem.variables.map(({ name }, at) => [name, at]))
  const pairs = sequences.flat()
  const isOfVariables = pairs.every(([name, value]) =>
    problem.variables[variables.get(name) ?? -1]?.values.includes(value),
  )
  const isOfFeatures = pairs.every(([name, value]) => features.has(name) && (value === '0' || value === '1'))
  // A model with alternatives whose decisions name none of them is meant as features that are there or not.
  const speaksOfFeatures = isOfFeatures && !pairs.some(([name]) => !features.has(name)) && hasGroups(subject)
  if (isOfVariables && !speaksOfFeatures) {
    const decide = ([name, value]: readonly [string, string]): Decision => {
      const variable = variables.get(name) ?? 0
      return { variable, values: [problem.variables[variable]?.values.indexOf(value) ?? 0] }
    }
    return { sessions: sequences.map((each) => each.map(decide)), count: countSlots }
  }
  if (!isOfFeatures) return null
  const sessions = sequences.map((each) => narrowed(subject, each))
  return { sessions, count: featureCounter(subject) }
}

const hasGroups = ({ problem, features }: Subject): boolean => problem.variables.some(({ name }) => !features.has(name))

const countSlots: Counted = (possible) => {
  let sum = 0
  for (let slot = 0; slot < possible.length; slot += 1) sum += possible[slot] ?? 0
  return sum
}

/** Decisions on features as ever smaller sets of values of the variable that stands for them. */
function narrowed({ problem, features }: Subject, sequence: readonly (readonly [string, string])[]): Decision[] {
  const held = new Map<number, readonly number[]>()
  return sequence.map(([name, value]) => {
    const literal = features.get(name) ?? null
    const variable = literal?.variable ?? 0
    const all = held.get(variable) ?? (problem.variables[variable]?.values ?? []).map((_, at) => at)
    const values = literal === null ? all : all.filter((each) => literal.values.includes(each) === (value === '1'))
    held.set(variable, values)
    return { variable, values }
  })
}

function featureCounter({ problem, features, starts }: Subject): Counted {
  const sides = [...features.values()].map((literal) => {
    if (literal === null) return null
    const from = starts[literal.variable] ?? 0
    const slots = (problem.variables[literal.variable]?.values ?? []).map((_, value) => from + value)
    const has = (slot: number) => literal.values.includes(slot - from)
    return { with: slots.filter(has), without: slots.filter((slot) => !has(slot)) }
  })
  return (possible) => {
    const isOpen = (slot: number) => possible[slot] === 1
    return sides.reduce(
      (sum, side) => sum + (side === null ? 1 : Number(side.with.some(isOpen)) + Number(side.without.some(isOpen))),
      0,
    )
  }
}

/**
 * A session's choices so far. `possible()` of a chosen variable shows what it could be altered to; `within` leaves of that only
 * what keeps all choices, which is what the recorded sums and the peers speak of.
 */
export class Choices {
  readonly held = new Map<number, readonly number[]>()
  readonly #subject: Subject

  constructor(subject: Subject) {
    this.#subject = subject
  }

  take({ variable, values }: Decision): void {
    this.held.set(variable, values)
  }

  within(possible: Uint8Array): Uint8Array {
    const kept = possible.slice()
    for (const [variable, values] of this.held) {
      for (const slot of this.slotsOf(variable)) {
        if (!values.includes(slot - (this.#subject.starts[variable] ?? 0))) kept[slot] = 0
      }
    }
    return kept
  }

  slotsOf(variable: number): number[] {
    const from = this.#subject.starts[variable] ?? 0
    return (this.#subject.problem.variables[variable]?.values ?? []).map((_, value) => from + value)
  }
}
