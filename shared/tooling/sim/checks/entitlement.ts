import type { Db } from '@dangol/server/src/db/open.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { Member } from '../people/members.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

/** Rules T1 to T3: no byte about a member reaches a kiosk but in the member's own visit there. */
export interface EntitlementCheck {
  /** Looks at what a kiosk is sent in this very instant. */
  sent(caller: Pick<Caller, 'kind' | 'deviceId'>, what: string, text: string): void
  /** Whose visits are open now; what was committed in one breath with an end is still on its way. */
  look(elapsedMs: number, hasChanged: boolean): void
}

/** A visit's last word leaves with the commit that ends it, a turn later at most. Milliseconds. */
const LAST_WORD_MS = 5

export function createEntitlementCheck(members: readonly Member[], disk: () => Db, verdict: Verdict): EntitlementCheck {
  const marks = new Map(
    members.flatMap((member) => [member.id, member.name, member.maskedName].map((mark) => [mark, member])),
  )
  const anyMark = new RegExp([...marks.keys()].map((mark) => mark.replaceAll('*', String.raw`\*`)).join('|'), 'g')
  /** By kiosk and member: until when the member's things may be shown there. */
  const openUntil = new Map<string, number>()
  let open: string[] = []
  let nowMs = 0

  const remember = (): void => {
    for (const key of open) openUntil.set(key, nowMs + LAST_WORD_MS)
  }
  const mayShow = (deviceId: string, member: Member | undefined): boolean =>
    (openUntil.get(`${deviceId} ${member?.id ?? ''}`) ?? -1) >= nowMs

  return {
    sent({ kind, deviceId }, what, text) {
      if (kind !== 'kiosk') return
      for (const [mark] of text.matchAll(anyMark)) {
        const member = marks.get(mark)
        if (mayShow(deviceId, member)) continue
        // What this very step committed.
        open = openVisits(disk())
        remember()
        verdict.expect(
          mayShow(deviceId, member),
          'nobody-elses-things',
          () => `${deviceId} was sent ${mark} in ${what} without a visit of theirs: ${text.slice(0, 300)}`,
        )
      }
    },
    look(elapsedMs, hasChanged) {
      nowMs = elapsedMs
      if (hasChanged) open = openVisits(disk())
      remember()
    },
  }
}

const openVisits = (disk: Db): string[] =>
  rows<{ key: string }>(
    disk,
    `select device_id || ' ' || customer_id as key from visits where ended_at is null and customer_id is not null`,
  ).map(({ key }) => key)
