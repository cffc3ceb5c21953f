import { Random } from '@dangol/domain/chance/random.ts'
import { UNKNOWN } from '@dangol/domain/next-choice/predict.ts'
import { CONTENDERS } from './contenders.ts'
import type { Answers, Contender } from './contenders.ts'
import { shuffled } from './folds.ts'
import type { Fold } from './folds.ts'
import type { Rules } from './rules.ts'
import { salesTable } from './sales.ts'
import type { Sales } from './sales.ts'
import { createTiming } from './timing.ts'
import type { Timing } from './timing.ts'

export interface Outcome {
  /** Sales for which the answer was the value taken, by number of choices known. */
  readonly right: Readonly<Record<Contender, Float64Array>>
  /** Sales asked, by number of choices known. */
  readonly asked: Float64Array
  /** Precision of ours with nothing known, fold by fold. */
  readonly atStart: number[]
  readonly timing: Timing
}

export interface Rounds {
  readonly folds: readonly Fold[]
  readonly rules: Rules
  /** Orders of choosing tried per configuration, at most one per sale. */
  readonly orders: number
  readonly seed: number
}

/**
 * Plays every test sale as a shopper who chooses in a random order: before each choice every contender says what it will be,
 * among the values that are still possible. Counts weigh by sales. With nothing known, every characteristic is asked.
 */
export function playRounds({ folds, rules, orders, seed }: Rounds): Outcome {
  const width = folds[0]?.test.names.length ?? 0
  const zeros = () => new Float64Array(width)
  const outcome: Outcome = {
    right: { ours: zeros(), 'most sold': zeros(), 'naive Bayes': zeros() },
    asked: zeros(),
    atStart: [],
    timing: createTiming(),
  }
  const random = new Random(seed)
  for (const fold of folds) {
    const table = salesTable(fold.train)
    const judge = judgeOf(
      Object.entries(CONTENDERS).map(([name, open]) => [name as Contender, open(table)]),
      outcome,
    )
    const time = outcome.timing.of(fold.train)
    outcome.atStart.push(gained(outcome, () => askAllAtOnce(fold.test, rules, judge)))
    fold.test.rows.forEach((row, at) => {
      const sold = fold.test.sold[at] ?? 0
      const rounds = Math.min(orders, Math.ceil(sold))
      // One random order, begun at other places: each order is as likely as any, and each choice is asked early and late.
      const first = shuffled(row.length, random)
      for (let round = 0; round < rounds; round++) {
        const begin = Math.floor((round * row.length) / rounds)
        const order = [...first.slice(begin), ...first.slice(0, begin)]
        playSale(row, order, rules, (asked) => {
          judge(asked, sold / rounds)
          if (asked.candidates.length > 1) time(asked)
        })
      }
    })
  }
  return outcome
}

/** One question: what will be taken of `column`, by somebody who has chosen `known`? */
export interface Asked {
  readonly known: Int32Array
  /** Number of choices known. */
  readonly count: number
  readonly column: number
  readonly candidates: readonly number[]
  readonly taken: number
}
type Judge = (asked: Asked, weight: number) => void

function playSale(row: readonly number[], order: readonly number[], rules: Rules, ask: (asked: Asked) => void): void {
  const known = new Int32Array(row.length).fill(UNKNOWN)
  rules.forget()
  order.forEach((column, count) => {
    const taken = row[column] ?? 0
    // With nothing known all characteristics are asked, elsewhere.
    if (count > 0) ask({ known, count, column, candidates: rules.possible(column), taken })
    known[column] = taken
    rules.choose(column, taken)
  })
}

function askAllAtOnce(test: Sales, rules: Rules, judge: Judge): void {
  const known = new Int32Array(test.names.length).fill(UNKNOWN)
  rules.forget()
  test.names.forEach((_, column) => {
    const candidates = rules.possible(column)
    test.rows.forEach((row, at) => {
      const weight = (test.sold[at] ?? 0) / test.names.length
      judge({ known, count: 0, column, candidates, taken: row[column] ?? 0 }, weight)
    })
  })
}

function judgeOf(entrants: readonly (readonly [Contender, Answers])[], { asked, right }: Outcome): Judge {
  return ({ known, count, column, candidates, taken }, weight) => {
    asked[count] = (asked[count] ?? 0) + weight
    for (const [name, answers] of entrants) {
      const answer = candidates.length === 1 ? candidates[0] : answers(known, column, candidates)
      if (answer === taken) right[name][count] = (right[name][count] ?? 0) + weight
    }
  }
}

/** Precision of ours among the questions that `ask` puts with nothing known. */
function gained({ right, asked }: Outcome, ask: () => void): number {
  const before = { right: right.ours[0] ?? 0, asked: asked[0] ?? 0 }
  ask()
  return ((right.ours[0] ?? 0) - before.right) / ((asked[0] ?? 0) - before.asked)
}

/**
 * Orders per configuration that keep a history's questions near `questionsMax`: at least one, so that every configuration is
 * judged, and at most one per sale.
 */
export function ordersWithin(sold: readonly number[], width: number, questionsMax: number): number {
  const plays = (orders: number): number => sold.reduce((sum, one) => sum + Math.min(orders, Math.ceil(one)), 0)
  const most = Math.ceil(sold.reduce((highest, one) => Math.max(highest, one), 1))
  let orders = 1
  while (orders < most && plays(orders + 1) * width <= questionsMax) orders += 1
  return orders
}
