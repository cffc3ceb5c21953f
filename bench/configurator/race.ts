import type { Session } from '@dangol/domain/solver/session.ts'
import { PeerGaveUp } from './peers/peer.ts'
import type { Peer, SlotChoice } from './peers/peer.ts'
import { Choices } from './sessions.ts'
import type { Decision, Played } from './sessions.ts'
import type { Subject } from './subject.ts'

export interface RaceResult {
  readonly peer: string
  readonly ms: readonly number[]
  readonly sessions: number
  /** Decisions after which its options were not the same as ours. */
  readonly disagreements: number
  /** Why it stopped early, for people. */
  readonly gaveUp: string | null
}

/** Plays the same sessions with a peer until its time is over, and compares every option after every decision. */
export async function race(
  subject: Subject,
  session: Session,
  { sessions }: Played,
  { peer, limitMs }: { peer: Peer; limitMs: number },
): Promise<RaceResult> {
  const ms: number[] = []
  let disagreements = 0
  let played = 0
  let gaveUp: string | null = null
  const until = performance.now() + limitMs
  try {
    for (const decisions of sessions) {
      if (performance.now() > until) {
        gaveUp = `its ${limitMs / 1000} s were over`
        break
      }
      const choices = new Choices(subject)
      session.clear()
      peer.start()
      for (const decision of decisions) {
        choices.take(decision)
        session.restrict(decision.variable, decision.values)
        const answer = await withinTime(
          peer.choose(slotChoice(subject, choices, decision)),
          until + limitMs - performance.now(),
        )
        ms.push(answer.ms)
        const ours = choices.within(session.possible())
        if (!ours.every((each, slot) => each === answer.possible[slot])) disagreements += 1
        if (performance.now() > until) break
      }
      played += 1
    }
  } catch (error) {
    if (!(error instanceof PeerGaveUp)) throw error
    gaveUp = error.message
  }
  return { peer: peer.name, ms, sessions: played, disagreements, gaveUp }
}

export function slotChoice({ starts }: Subject, choices: Choices, { variable, values }: Decision): SlotChoice {
  const slots = choices.slotsOf(variable)
  const isAllowed = (slot: number) => values.includes(slot - (starts[variable] ?? 0))
  return { allowed: slots.filter(isAllowed), excluded: slots.filter((slot) => !isAllowed(slot)) }
}

/** An engine's answer; throws when it takes longer, as nobody waits for ever. */
export async function withinTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PeerGaveUp('no answer in its time')), Math.max(1000, ms))
  })
  // Whoever comes second is heard by nobody.
  answer.catch(() => undefined)
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
