import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Brand, CommandId, IdSource } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { BRIDGE } from '@dangol/protocol/bridge.ts'
import type { BridgeAnswer, BridgeCall, BridgeInput, BridgeRefusal, KioskVisit } from '@dangol/protocol/bridge.ts'
import type { Answer, Input, RequestName, WaitingRequest } from '@dangol/protocol/requests.ts'
import type { Attempt, Attempts } from '../visit/attempts.ts'
import type { RefusedSaves } from '../visit/refused-saves.ts'
import type { Effect } from '../alone/effects.ts'
import type { Done, VisitCommands } from '../visit/visit-commands.ts'
import type { VisitKeeper } from '../visit/visit-keeper.ts'
import type { Counter } from '../alone/counter.ts'

/** What the answers of the bridge are made with. */
export interface CallContext {
  readonly link: Pick<StoreLink, 'request' | 'status'>
  readonly ids: IdSource
  readonly keeper: VisitKeeper
  /** Ids of what cannot wait and has had no answer. */
  readonly attempts: Attempts
  /** What can wait. */
  readonly commands: VisitCommands
  readonly counter: Counter
  readonly saves: RefusedSaves
}

/** How the host answers some of the bridge's calls; `kiosk-host.ts` merges them and the compiler checks that none is missing. */
export type BridgeHandlers<N extends BridgeCall = BridgeCall> = {
  readonly [K in N]: (input: BridgeInput<K>) => BridgeAnswer<K> | Promise<BridgeAnswer<K>>
}

type VisitCall = {
  [K in BridgeCall]: 'visit-over' | 'unavailable' extends BridgeRefusal<K> ? K : never
}[BridgeCall]

/**
 * One call of a visit that cannot wait (O3): answered now by the store server, or not done. Answers 'visit-over' when the epoch
 * is not the present one, before or after asking: a late answer must not reach the next shopper (recognition-ux 3.4). Without
 * an answer the same call is the same command.
 */
export async function inVisit<N extends VisitCall, R extends RequestName, T extends Brand<string>>(
  { keeper, attempts, commands }: CallContext,
  call: N,
  input: BridgeInput<N> & { epoch: number },
  ask: (visit: KioskVisit, ids: Attempt<T>) => Promise<Answer<R>>,
): Promise<Answer<R> | { ok: false; error: { code: 'visit-over' } }> {
  const visit = keeper.visit()
  if (visit?.epoch !== input.epoch) return refuse('visit-over')
  // What was done before it comes first: the store server may not even know the visit yet.
  if (!commands.isTold() && !(await commands.told())) {
    const isHere = keeper.visit()?.epoch === input.epoch
    return isHere ? refuse('unavailable') : refuse('visit-over')
  }
  // The cart is part of what is asked: the same total of another cart is another order.
  const asked = call === 'order:place' ? { ...input, cart: visit.cart } : input
  const answer = await ask(visit, attempts.ids<T>(call, asked))
  if (answer.ok || answer.error.code !== 'unavailable') attempts.settled(call, asked)
  return keeper.visit()?.epoch === input.epoch ? answer : refuse('visit-over')
}

/**
 * One call of a visit that can wait: answered by the store server if it does so soon, else by the kiosk, which then keeps the
 * command until the server has it. `alone` is what the kiosk says of the visit as the shopper saw it.
 */
export async function inVisitKept<R extends WaitingRequest, C extends string>(
  { ids, keeper, commands }: CallContext,
  input: { epoch: number },
  request: R,
  commandOf: (visit: KioskVisit, commandId: CommandId) => Input<R>,
  alone: (visit: KioskVisit) => { ok: true; value: Effect } | { ok: false; error: { code: C } },
): Promise<Done<R, C> | { by: 'kiosk'; answer: { ok: false; error: { code: 'visit-over' } } }> {
  const over = { by: 'kiosk', answer: refuse('visit-over') } as const
  const visit = keeper.visit()
  if (visit?.epoch !== input.epoch) return over
  const command = commandOf(visit, ids.next<CommandId>())
  const done = await commands.run<R, C>(request, command, visit.id, () => alone(visit))
  return keeper.visit()?.epoch === input.epoch ? done : over
}

/** A refusal of the store server in the words of the bridge; what the call cannot say is 'internal'. */
export function bridgeRefusal<N extends BridgeCall>(
  call: N,
  code: string,
): { ok: false; error: { code: BridgeRefusal<N> } } {
  const said = code === 'no-such-visit' ? 'visit-over' : code
  const sayable: readonly string[] = BRIDGE[call].refusals
  // Checked against the very list that the type is made of.
  return refuse(sayable.includes(said) ? (said as BridgeRefusal<N>) : 'internal')
}

/** For calls that only need to know that it was done. */
export function doneOrRefused<N extends BridgeCall>(
  call: N,
  answer: { ok: true } | { ok: false; error: { code: string } },
): { ok: true; value: null } | { ok: false; error: { code: BridgeRefusal<N> } } {
  return answer.ok ? ok(null) : bridgeRefusal(call, answer.error.code)
}
