import type { Problem, Rule } from '@dangol/domain/solver/problem.ts'
import type { Cost, Session } from '@dangol/domain/solver/session.ts'
import { obeys } from '@dangol/domain/solver/testing/brute-force.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import { randomSession } from './sessions.ts'
import type { Subject } from './subject.ts'

export interface DeadEnds {
  readonly decisions: number
  readonly found: number
}

/**
 * Makes random decisions among what is shown as possible. After each session a whole product with all its choices is asked for
 * and judged by the rules themselves: that it exists proves that no decision before led to a dead end.
 */
export function seekDeadEnds(
  subject: Subject,
  session: Session,
  wish: { decisions: number; limitMs: number; seed: number; cost: Cost },
): DeadEnds {
  const random = new Random(wish.seed)
  const judge = judgeOf(subject.problem)
  const until = performance.now() + wish.limitMs
  let decisions = 0
  let found = 0
  while (decisions < wish.decisions && performance.now() < until) {
    const made = randomSession(subject, session, random)
    decisions += Math.max(1, made.length)
    const product = session.best(wish.cost)
    const isKept = made.every(({ variable, values }) => values.includes(product?.[variable] ?? -1))
    if (product === null || !isKept || !judge(product)) found += 1
  }
  return { decisions, found }
}

/** Judges whole products by the rules as they are written; rows of tables are looked up, not searched. */
export function judgeOf({ rules }: Problem): (product: Int32Array) => boolean {
  const judges = rules.map(judgeRule)
  return (product) => judges.every((obeysRule) => obeysRule(product))
}

function judgeRule(rule: Rule): (product: Int32Array) => boolean {
  if (rule.kind !== 'allow' && rule.kind !== 'forbid') return (product) => obeys(rule, product)
  const rows = new Set<string>()
  for (let at = 0; at < rule.rows.length; at += rule.scope.length) {
    rows.add(rule.rows.subarray(at, at + rule.scope.length).join())
  }
  return (product) => rows.has(rule.scope.map((variable) => product[variable]).join()) === (rule.kind === 'allow')
}
