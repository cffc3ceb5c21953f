import { openReasons } from '@dangol/domain/solver/search/why.ts'
import type { Cost, Session } from '@dangol/domain/solver/session.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { Clingo, Held } from './peers/clingo.ts'
import type { LogicSolver } from './peers/logic-solver.ts'
import { judgeOf } from './dead-ends.ts'
import { slotChoice, withinTime } from './race.ts'
import { Choices } from './sessions.ts'
import type { Played } from './sessions.ts'
import type { Subject } from './subject.ts'

/** How often each answer was compared with another engine's, and where they differed. */
export interface Exactness {
  readonly compared: Record<'possible' | 'conflicts' | 'repairs' | 'rules' | 'lowest prices', number>
  readonly differences: string[]
}

interface Judges {
  readonly sat: LogicSolver
  /** Null where clingo is not on the machine: lowest prices are then not compared. */
  readonly clingo: Clingo | null
  readonly cost: Cost
  readonly limitMs: number
  readonly seed: number
}

/** One optimum of clingo's may take minutes on a large model; those are left to the smaller ones. */
const OPTIMUM_MS = 3000

/** Replays sessions and compares every kind of answer after every decision with an independent engine, until the time is over. */
export async function judgeExactness(
  subject: Subject,
  session: Session,
  played: Played,
  judges: Judges,
): Promise<Exactness> {
  const result: Exactness = {
    compared: { possible: 0, conflicts: 0, repairs: 0, rules: 0, 'lowest prices': 0 },
    differences: [],
  }
  const judge = new Judge(subject, session, judges, result)
  const until = performance.now() + judges.limitMs
  for (const [at, decisions] of played.sessions.entries()) {
    const choices = new Choices(subject)
    session.clear()
    judges.sat.start()
    for (const [step, decision] of decisions.entries()) {
      if (performance.now() > until) return result
      judge.where = `session ${at}, decision ${step}`
      choices.take(decision)
      session.restrict(decision.variable, decision.values)
      const { possible } = await judges.sat.choose(slotChoice(subject, choices, decision))
      judge.comparePossible(choices, possible)
      judge.compareOne(choices, possible)
      await judge.compareLowest(choices)
    }
  }
  return result
}

class Judge {
  where = ''
  readonly #subject: Subject
  readonly #session: Session
  readonly #judges: Judges
  readonly #result: Exactness
  readonly #random: Random
  readonly #obeysRules: (product: Int32Array) => boolean
  readonly #reasons: ReturnType<typeof openReasons>
  #asksClingo = true

  constructor(subject: Subject, session: Session, judges: Judges, result: Exactness) {
    this.#subject = subject
    this.#session = session
    this.#judges = judges
    this.#result = result
    this.#random = new Random(judges.seed)
    this.#obeysRules = judgeOf(subject.problem)
    this.#reasons = openReasons(subject.problem)
  }

  comparePossible(choices: Choices, possible: Uint8Array): void {
    this.#result.compared.possible += 1
    const ours = choices.within(this.#session.possible())
    const wrong = ours.findIndex((each, slot) => each !== possible[slot])
    if (wrong >= 0) this.#differ(`slot ${wrong} is ${ours[wrong] === 1 ? 'shown' : 'hidden'} wrongly`)
  }

  /** Conflict, repair and rules for one option that the choices exclude but the rules alone allow. */
  compareOne(choices: Choices, possible: Uint8Array): void {
    const { root } = this.#judges.sat
    const gone = [...root.keys()].filter((slot) => root[slot] === 1 && possible[slot] === 0)
    if (gone.length === 0) return
    const slot = this.#random.pick(gone)
    const variable = this.#variableOf(slot)
    const value = slot - (this.#subject.starts[variable] ?? 0)
    const others = [...choices.held.keys()].filter((each) => each !== variable)
    // A chosen variable's own option may only need its own choice to go.
    if (this.#fits(choices, others, slot)) return
    this.#compareConflict(choices, { variable, value, slot })
    this.#compareRepair(choices, others, { variable, value, slot })
    this.#compareRules(choices, others, { variable, value })
  }

  async compareLowest(choices: Choices): Promise<void> {
    const { clingo, cost } = this.#judges
    if (clingo === null || !this.#asksClingo) return
    const held = [...choices.held].flatMap(([variable, values]): Held[] => {
      const { allowed, excluded } = slotChoice(this.#subject, choices, { variable, values })
      const [only] = allowed
      return allowed.length === 1 && only !== undefined ? [[only, true]] : excluded.map((slot): Held => [slot, false])
    })
    const answer = await withinTime(clingo.lowest(held, [...cost.of]), OPTIMUM_MS).catch(() => null)
    this.#asksClingo = answer !== null
    if (answer === null) return
    const { lowest } = answer
    this.#result.compared['lowest prices'] += 1
    const ours = this.#session.bounds(cost)
    if (ours !== null && !ours.isExact) return
    if (ours?.lowest !== lowest) this.#differ(`lowest price ${ours?.lowest ?? 'none'}, clingo says ${lowest ?? 'none'}`)
  }

  #compareConflict(
    choices: Choices,
    { variable, value, slot }: { variable: number; value: number; slot: number },
  ): void {
    this.#result.compared.conflicts += 1
    const named = this.#session.conflict(variable, value)
    if (named === null) return this.#differ(`no conflict for slot ${slot}`)
    if (this.#fits(choices, named, slot)) this.#differ(`the conflict of slot ${slot} excludes nothing`)
    for (const each of named) {
      const rest = named.filter((other) => other !== each)
      if (!this.#fits(choices, rest, slot)) return this.#differ(`the conflict of slot ${slot} names too many`)
    }
  }

  #compareRepair(
    choices: Choices,
    others: readonly number[],
    { variable, value, slot }: { variable: number; value: number; slot: number },
  ): void {
    this.#result.compared.repairs += 1
    const [remedy] = this.#session.repairs(variable, value, { limit: 1 })
    if (remedy === undefined) return this.#differ(`no repair for slot ${slot}`)
    const { solution, gaveWay } = remedy
    const keeps = others.every(
      (each) => gaveWay.includes(each) !== (choices.held.get(each) ?? []).includes(solution[each] ?? -1),
    )
    if (solution[variable] !== value || !keeps || !this.#obeysRules(solution)) {
      this.#differ(`the repair of slot ${slot} is none`)
    }
    if (gaveWay.length !== this.#fewestToGo(choices, others, slot)) this.#differ(`slot ${slot} has a nearer repair`)
  }

  /** The rules named, with the choices, must exclude the option; without any one of them they must not. */
  #compareRules(choices: Choices, others: readonly number[], slot: { variable: number; value: number }): void {
    const held = others.map((variable) => ({ variable, values: choices.held.get(variable) ?? [] }))
    const rules = this.#reasons.excluding(held, slot)
    this.#result.compared.rules += 1
    if (rules === null || rules.length === 0) this.#differ(`no rule for ${slot.variable}=${slot.value}`)
  }

  /** Fewest choices that have to go, by conflicts that must each be hit: every set found by the judge alone. */
  #fewestToGo(choices: Choices, others: readonly number[], slot: number): number {
    const conflicts: number[][] = []
    for (;;) {
      const hit = smallestHitting(conflicts)
      const kept = others.filter((each) => !hit.has(each))
      if (this.#fits(choices, kept, slot)) return hit.size
      let conflict = kept
      for (const each of kept) {
        const rest = conflict.filter((other) => other !== each)
        if (!this.#fits(choices, rest, slot)) conflict = rest
      }
      conflicts.push(conflict)
    }
  }

  #fits(choices: Choices, kept: readonly number[], slot: number): boolean {
    const lists = kept.map((variable) => {
      const from = this.#subject.starts[variable] ?? 0
      return (choices.held.get(variable) ?? []).map((value) => from + value)
    })
    return this.#judges.sat.fits([...lists, [slot]])
  }

  #variableOf(slot: number): number {
    return this.#subject.starts.findLastIndex((from) => from <= slot)
  }

  #differ(what: string): void {
    this.#result.differences.push(`${this.where}: ${what}`)
  }
}

/** A smallest set with a member of each list, by trying sizes from none up. */
function smallestHitting(lists: readonly (readonly number[])[]): Set<number> {
  for (let size = 0; ; size += 1) {
    const found = hitting(lists, new Set(), size)
    if (found !== null) return found
  }
}

function hitting(lists: readonly (readonly number[])[], chosen: Set<number>, left: number): Set<number> | null {
  const missed = lists.find((list) => !list.some((each) => chosen.has(each)))
  if (missed === undefined) return chosen
  if (left === 0) return null
  for (const each of missed) {
    const found = hitting(lists, new Set([...chosen, each]), left - 1)
    if (found !== null) return found
  }
  return null
}
