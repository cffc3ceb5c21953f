import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import { refuse } from '@dangol/domain/result/result.ts'
import type { CustomerCard } from '@dangol/protocol/customers.ts'
import type { CatchUp, LogEntry, Put, ServerEvents } from '@dangol/protocol/sync.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'

/*
 * Devices of protocol 1: a store's kiosks update at night. Everything about them is in this file, and goes with it once the
 * floor is raised. They read strictly: a key, kind or event they do not know fails their parsing, so it is not sent (V2).
 */

const KINDS: ReadonlySet<string> = new Set<Put['kind']>([
  'visit',
  'visit-end',
  'call',
  'floor-visit',
  'order',
  'device',
  'wan',
  'catalogue',
])
const EVENTS: ReadonlySet<string> = new Set<keyof ServerEvents>(['log:appended', 'log:head'])
const REFUSALS_SINCE: ReadonlySet<string> = new Set(['forgotten', 'read-only', 'changed-meanwhile'])

type Message<E extends keyof ServerEvents> = Parameters<ServerEvents[E]>[0]

/** The room of a topic for devices of one version. */
export const roomOf = (topic: string, protocol: number): string =>
  protocol === PROTOCOL_VERSION ? topic : `${topic}@${protocol}`

/** The message as a device of this version knows it; null for one that it does not. */
export function eventFor<E extends keyof ServerEvents>(
  protocol: number,
  event: E,
  message: Message<E>,
): Message<E> | null {
  if (protocol === PROTOCOL_VERSION) return message
  if (!EVENTS.has(event)) return null
  if (!('entries' in message)) return message
  // `message` is a 'log:appended', the only one with entries.
  // In the shape of version 1, which this version's types do not name.
  return { ...message, entries: message.entries.map(knownOf) }
}

/** A cursor of an earlier life of the server means nothing to it: its follower would drop what starts there. */
export function subscriptionFrom(
  protocol: number,
  input: Input<'sync:subscribe'>,
  epoch: string,
): Input<'sync:subscribe'> {
  if (protocol === PROTOCOL_VERSION || input.cursor?.epoch === epoch) return input
  return { ...input, cursor: null }
}

/** The answer as a device of this version knows it. */
export function answerFor(protocol: number, name: string, answer: Answer<RequestName>): unknown {
  if (protocol === PROTOCOL_VERSION) return answer
  // To a device of version 1 nobody's address is known who has none: it says what to do in either case.
  if (!answer.ok && answer.error.code === 'delivery-needs-address') return refuse('delivery-needs-recognition')
  if (!answer.ok) return REFUSALS_SINCE.has(answer.error.code) ? { ok: false, error: { code: 'internal' } } : answer
  // The answer to this very request.
  if (name === 'sync:subscribe') return { ok: true, value: catchUpOf(answer.value as CatchUp) }
  return { ok: true, value: oldValue(answer.value) }
}

/** Said where it starts by a bare number; left out what it cannot keep. */
function catchUpOf(catchUp: CatchUp): object {
  if (catchUp.kind === 'snapshot') return { ...catchUp, puts: catchUp.puts.filter(isKnown).map(oldPut) }
  const { kind, epoch, head, after, entries } = catchUp
  return { kind, epoch, head, from: after.seq, entries: entries.map(knownOf) }
}

/** The entry stays, with nothing in it at the least: without its number the next one would be a gap. */
const knownOf = (entry: LogEntry): object => ({
  ...entry,
  puts: entry.puts.filter(isKnown).map(oldPut),
  dels: entry.dels.filter(isKnown),
})

const oldPut = (put: Put): object => (put.kind === 'visit' ? { ...put, value: oldVisit(put.value) } : put)

/** Answers are a visit, or hold one, or neither. */
function oldValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  // Only a card holds a history.
  if ('history' in value) return { ...value, history: oldHistory((value as CustomerCard).history) }
  if ('visit' in value) return { ...value, visit: oldValue(value.visit) }
  return 'approvedUntil' in value ? oldVisit(value) : value
}

function oldVisit(visit: object): object {
  const { approvedUntil: _until, address: _address, noDelivery: _noDelivery, ...known } = visit as Partial<VisitView>
  return known
}

const oldHistory = (history: CustomerCard['history']): object | null =>
  history && { ...history, orders: history.orders.map(({ paid: _paid, parcels: _parcels, ...known }) => known) }

const isKnown = ({ kind }: { kind: string }): boolean => KINDS.has(kind)
