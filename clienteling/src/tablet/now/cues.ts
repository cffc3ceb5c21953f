import type { ReplicaContents } from '@dangol/client/replica.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { FloorVisit, HelpCall } from '@dangol/protocol/visits.ts'

/** Something an associate wants to be told of at once. */
export type Cue = { kind: 'call'; call: HelpCall } | { kind: 'arrival'; visit: FloorVisit }

/**
 * What a change is worth: a new call, a visit that began at a kiosk, a shopper who was recognised. Arrivals first and calls
 * last, since the last cue is the one shown. A visit that an associate opened on a tablet announces nobody.
 */
export function cuesOf(before: ReplicaContents, puts: readonly Put[]): Cue[] {
  const arrivals: Cue[] = []
  const calls: Cue[] = []
  for (const put of puts) {
    if (put.kind === 'call' && put.value.answeredBy === null && !before.call.has(put.id))
      calls.push({ kind: 'call', call: put.value })
    if (put.kind === 'floor-visit' && isArrival(before['floor-visit'].get(put.id), put.value))
      arrivals.push({ kind: 'arrival', visit: put.value })
  }
  return [...arrivals, ...calls]
}

function isArrival(before: FloorVisit | undefined, now: FloorVisit): boolean {
  if (now.deviceId.startsWith('tablet')) return false
  return before === undefined || (before.level !== 'L2' && now.level === 'L2')
}
