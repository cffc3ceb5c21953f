import type { Kept, Outbox, WaitingCommand } from '@dangol/client/outbox.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { CommandId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { Answer, Input, WaitingRequest } from '@dangol/protocol/requests.ts'
import type { Effect } from '../alone/effects.ts'
import { isUp } from './patience.ts'
import type { Patience } from './patience.ts'

/** One line for all: a visit begins after the one before has ended, and everything of it comes in between. */
const VISITS = 'visits'

/** What became of a command: the store server's answer, or the kiosk's own while that is not there. */
export type Done<N extends WaitingRequest, C extends string> =
  | { readonly by: 'server'; readonly answer: Answer<N> }
  | { readonly by: 'kiosk'; readonly answer: { ok: true; value: Effect } | { ok: false; error: { code: C } } }
  | { readonly by: 'kiosk'; readonly answer: { ok: false; error: { code: 'unavailable' } } }

/** The commands of visits on their way to the store server, and what they make of the visit meanwhile. */
export interface VisitCommands {
  /** `alone` is what the kiosk says itself; it is asked only when the store server does not answer soon. */
  readonly run: <N extends WaitingRequest, C extends string>(
    request: N,
    input: Input<N>,
    visitId: VisitId,
    alone: () => { ok: true; value: Effect } | { ok: false; error: { code: C } },
  ) => Promise<Done<N, C>>
  begin(begun: { visitId: VisitId; epoch: number }, lang: Lang): Promise<Kept<'visits:begin'> | null>
  /** Answers what waits behind a code, if the store server says so in time. */
  end(visitId: VisitId, reason: EndReason): Promise<Answer<'visits:end'>>
  /** What is on its way of the visit, in the order made. */
  effects(visitId: VisitId): readonly Effect[]
  /** Whether the store server has heard everything. */
  isTold(): boolean
  /** True once it has; false when it does not listen. */
  told(): Promise<boolean>
  /** Nothing of any visit is shown any more. What is on its way stays on it. */
  readonly forget: () => void
  readonly close: () => void
}

interface Taken {
  readonly visitId: VisitId
  readonly effect: Effect
  /** The store server has it; the copy of the visit may not have caught up with that yet. */
  isDone: boolean
}

interface CommandsDeps {
  readonly outbox: Outbox
  readonly link: Pick<StoreLink, 'status' | 'onStatus'>
  readonly ids: IdSource
  readonly patience: Patience
  /** The copy of the kiosk's topic is the store server's present word. */
  readonly isCaughtUp: () => boolean
  /** What the kiosk had said itself was not so. */
  readonly onRefused: (visitId: VisitId, effect: Effect, code: string) => void
  readonly onChange: () => void
}

export function createVisitCommands(deps: CommandsDeps): VisitCommands {
  const { outbox, link, ids, patience, isCaughtUp, onRefused, onChange } = deps
  const taken = new Map<CommandId, Taken>()
  /** Rises with every visit that is left. */
  let round = 0
  // On one connection the changed visit comes before the answer, unless the line fell in between.
  const caughtUp = (): void => {
    if (!isCaughtUp()) return
    for (const [id, { isDone }] of taken) if (isDone) taken.delete(id)
    onChange()
  }
  const stop = link.onStatus(caughtUp)

  const take = (id: CommandId, visitId: VisitId, effect: Effect, outcome: Promise<Answer<WaitingRequest>>): void => {
    const mine: Taken = { visitId, effect, isDone: false }
    taken.set(id, mine)
    void outcome.then((answer) => {
      mine.isDone = answer.ok
      if (!answer.ok && taken.delete(id)) onRefused(visitId, effect, answer.error.code)
      caughtUp()
      onChange()
    })
    onChange()
  }
  return {
    async run(request, input, visitId, alone) {
      const mine = round
      if (!isUp(link)) {
        const own = alone()
        if (!own.ok) return { by: 'kiosk', answer: own }
      }
      const kept = await outbox.keep(request, input, VISITS)
      if (!kept) return { by: 'kiosk', answer: { ok: false, error: { code: 'unavailable' } } }
      const answer = mine === round ? await patience.soon(kept.outcome) : null
      if (answer) return { by: 'server', answer }
      kept.leave()
      const own = alone()
      if (own.ok && mine === round) take(input.commandId, visitId, own.value, kept.outcome)
      return { by: 'kiosk', answer: own }
    },
    begin: (begun, lang) => outbox.keep('visits:begin', { commandId: ids.next<CommandId>(), lang, begun }, VISITS),
    end: (visitId, reason) => outbox.send('visits:end', { commandId: ids.next<CommandId>(), visitId, reason }, VISITS),
    effects: (visitId) => [...taken.values()].filter((each) => each.visitId === visitId).map(({ effect }) => effect),
    isTold: () => outbox.waiting().length === 0,
    async told() {
      if (outbox.waiting().length === 0) return true
      return (await patience.soon(emptied(outbox))) ?? false
    },
    forget() {
      round += 1
      taken.clear()
      patience.giveUp()
    },
    close: stop,
  }
}

/** True once nothing waits. */
const emptied = (outbox: Outbox): Promise<true> =>
  new Promise((resolve) => {
    const stop = outbox.onChange(() => {
      if (outbox.waiting().length > 0) return
      stop()
      resolve(true)
    })
  })

/** Whether a command was made believing in one that the store server refused: it must not be sent in its stead. */
export function restsOn(later: WaitingCommand, refused: WaitingCommand): boolean {
  if (refused.request === 'visits:begin')
    return 'visitId' in later.input && later.input.visitId === beginOf(refused)?.visitId
  const [draft, before] = [draftOf(later), draftOf(refused)]
  return draft !== null && before !== null && draft.id === before.id
}

const beginOf = ({ input }: WaitingCommand) => ('begun' in input ? input.begun : undefined)
const draftOf = ({ input }: WaitingCommand) => ('draft' in input ? input.draft : null)
