import { openReasons } from '@dangol/domain/solver/search/why.ts'
import type { Cost, Session } from '@dangol/domain/solver/session.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import { Choices } from './sessions.ts'
import type { Decision, Played } from './sessions.ts'
import type { Subject } from './subject.ts'

/** Something asked after every decision. Null where the engine has no answer, so that nothing is timed. */
type Ask = (session: Session, moment: Moment) => unknown

/** What a question may need, made ready outside of its time. */
interface Moment {
  readonly decision: Decision
  /** A choice before the last. */
  readonly earlier: Decision | null
  /** An option that the choices rule out. */
  readonly gone: { readonly variable: number; readonly value: number } | null
  readonly choices: Choices
}

export interface Timed {
  readonly name: string
  /** Milliseconds per decision, in the order played: whole rounds over the sessions. */
  readonly ms: readonly number[]
  /** The fastest of the rounds for each decision: what it takes when the machine has nothing else to do. */
  readonly fastest: readonly number[]
  /** Sessions that one round played before its time was over. */
  readonly sessions: number
}

/** Price of one option in minor units. */
const PRICE_MAX = 100_000
const WARM_UP_MS = 400
const ROUNDS = 3

export function seededPrices({ starts }: Subject, seed: number): Cost {
  const random = new Random(seed)
  return { of: Float64Array.from({ length: starts.at(-1) ?? 0 }, () => random.below(PRICE_MAX)), combine: 'sum' }
}

/** The questions of a screen, each timed in passes of its own over the same sessions. */
export function questionsOf(subject: Subject, cost: Cost): Readonly<Record<string, Ask>> {
  const reasons = openReasons(subject.problem)
  const asChoices = ({ held }: Choices) => [...held].map(([variable, values]) => ({ variable, values }))
  return {
    'withdraw, possible values': (session, { earlier }) => {
      if (earlier === null) return null
      session.restrict(earlier.variable, null)
      return session.possible()
    },
    count: (session) => session.count(),
    'price bounds': (session) => session.bounds(cost),
    'price bound of every value': (session) => session.lowestWith(cost),
    'cheapest completion': (session) => session.best(cost),
    'minimal conflict': (session, { gone }) => gone && session.conflict(gone.variable, gone.value),
    'best repair': (session, { gone }) =>
      gone && session.repairs(gone.variable, gone.value, { limit: 1, thenBy: cost }),
    'why, by rules': (_session, { gone, choices }) => gone && reasons.excluding(asChoices(choices), gone),
  }
}

/** Times choosing and seeing what is possible then: the one question that every touch asks. */
export function timePossible(session: Session, { sessions }: Played, limitMs: number): Timed {
  const name = 'possible values'
  return timed(name, sessions, limitMs, (decision, isFirst) => {
    if (isFirst) session.clear()
    const from = performance.now()
    session.restrict(decision.variable, decision.values)
    session.possible()
    return performance.now() - from
  })
}

export function timeQuestion(
  subject: Subject,
  session: Session,
  { sessions }: Played,
  { name, ask, limitMs, seed }: { name: string; ask: Ask; limitMs: number; seed: number },
): Timed {
  let random = new Random(seed)
  session.clear()
  const root = session.possible().slice()
  let choices = new Choices(subject)
  let before: Decision[] = []
  return timed(name, sessions, limitMs, (decision, isFirst, isNewRound) => {
    // Every round asks the same.
    if (isNewRound) random = new Random(seed)
    if (isFirst) {
      session.clear()
      choices = new Choices(subject)
      before = []
    }
    session.restrict(decision.variable, decision.values)
    choices.take(decision)
    const possible = session.possible()
    const gone = ruledOut(subject, choices, root, possible, random)
    const earlier = before.length === 0 ? null : random.pick(before)
    before.push(decision)
    const from = performance.now()
    const answer = ask(session, { decision, earlier, gone, choices })
    const ms = performance.now() - from
    if (earlier !== null) session.restrict(earlier.variable, choices.held.get(earlier.variable) ?? null)
    return answer === null ? null : ms
  })
}

/** Warms up, then plays rounds until the time is over. */
function timed(
  name: string,
  sessions: readonly (readonly Decision[])[],
  limitMs: number,
  step: (decision: Decision, isFirst: boolean, isNewRound: boolean) => number | null,
): Timed {
  const play = (until: number, ms: number[] | null): number => {
    let played = 0
    for (const decisions of sessions) {
      if (played > 0 && performance.now() > until) break
      for (const [at, decision] of decisions.entries()) {
        const one = step(decision, at === 0, at === 0 && played === 0)
        if (one !== null) ms?.push(one)
      }
      played += 1
    }
    return played
  }
  const warm = performance.now() + WARM_UP_MS
  do play(warm, null)
  while (performance.now() < warm)
  const ms: number[] = []
  const until = performance.now() + limitMs
  const fastest: number[] = []
  let fewest = sessions.length
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0 && performance.now() > until) break
    const own: number[] = []
    fewest = Math.min(fewest, play(until, own))
    own.forEach((each, at) => (fastest[at] = Math.min(each, fastest[at] ?? Infinity)))
    ms.push(...own)
  }
  return { name, ms, fastest, sessions: fewest }
}

/** Some option that the root had and the choices exclude; null when there is none. */
function ruledOut(
  { problem, starts }: Subject,
  { held }: Choices,
  root: Uint8Array,
  possible: Uint8Array,
  random: Random,
): Moment['gone'] {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const variable = random.below(problem.variables.length)
    const value = random.below(problem.variables[variable]?.values.length ?? 1)
    const slot = (starts[variable] ?? 0) + value
    if (root[slot] === 1 && possible[slot] === 0 && !held.has(variable)) return { variable, value }
  }
  return null
}
