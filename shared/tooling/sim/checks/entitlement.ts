import type { Db } from '@dangol/server/src/db/open.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { Member } from '../people/members.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

/** Rules T1 to T3: no byte about a member reaches a kiosk but in the member's own visit there. */
export interface EntitlementCheck {
  /** Looks at what a kiosk is told unasked in this very instant: nothing after the end of the visit (T3). */
  told(caller: Asker, what: string, text: string): void
  /** The same of an answer, which belongs to the visit in which it was asked. */
  answered(caller: Asker, what: string, text: string): void
  /** Whose visits are open now; what was committed in one breath with an end is still on its way. */
  look(elapsedMs: number, hasChanged: boolean): void
}

type Asker = Pick<Caller, 'kind' | 'deviceId'>

/** What was asked in a visit is answered with the commit that ends it, a turn later at most. Milliseconds. */
const LAST_ANSWER_MS = 5

export function createEntitlementCheck(
  members: readonly Member[],
  disk: () => Db,
  storeNowMs: () => number,
  verdict: Verdict,
): EntitlementCheck {
  const marks = new Map(
    members.flatMap((member) => [member.id, member.name, member.maskedName].map((mark) => [mark, member])),
  )
  const anyMark = new RegExp([...marks.keys()].map((mark) => mark.replaceAll('*', String.raw`\*`)).join('|'), 'g')
  /** By kiosk and member: until when the member's things may be shown there. */
  const openUntil = new Map<string, number>()
  let open: string[] = []
  let nowMs = 0

  const remember = (): void => {
    for (const key of open) openUntil.set(key, nowMs + LAST_ANSWER_MS)
  }
  const keyOf = (deviceId: string, member: Member | undefined): string => `${deviceId} ${member?.id ?? ''}`
  const look = ({ kind, deviceId }: Asker, what: string, text: string, mayShow: (key: string) => boolean): void => {
    if (kind !== 'kiosk') return
    for (const [mark] of text.matchAll(anyMark)) {
      verdict.expect(
        mayShow(keyOf(deviceId, marks.get(mark))),
        'nobody-elses-things',
        () => `${deviceId} was sent ${mark} in ${what} without a visit of theirs: ${text.slice(0, 300)}`,
      )
    }
  }
  const openNow = (key: string): boolean => visitsOpenSince(disk(), Infinity).includes(key)
  // Also one that began and ended in one commit, which nobody has seen open.
  const wasOpen = (key: string): boolean =>
    (openUntil.get(key) ?? -1) >= nowMs || visitsOpenSince(disk(), storeNowMs() - LAST_ANSWER_MS).includes(key)

  return {
    told: (caller, what, text) => look(caller, what, text, openNow),
    answered: (caller, what, text) => look(caller, what, text, wasOpen),
    look(elapsedMs, hasChanged) {
      nowMs = elapsedMs
      if (hasChanged) open = visitsOpenSince(disk(), Infinity)
      remember()
    },
  }
}

/** Device and member of each visit that is open, or ended at `sinceMs` by the store's clock or later. */
const visitsOpenSince = (disk: Db, sinceMs: number): string[] =>
  rows<{ key: string }>(
    disk,
    `select device_id || ' ' || customer_id as key from visits
     where customer_id is not null and (ended_at is null or ended_at >= ?)`,
    sinceMs,
  ).map(({ key }) => key)
