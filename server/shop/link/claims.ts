import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import { parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { CONFIGURATIONS_MAX, withoutPerson } from '../configurations/configurations.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import type { CodeCopies, Opened } from './code-copies.ts'
import type { ShelfAtShop } from './shelf-at-shop.ts'

export interface ClaimDeps {
  readonly copies: Pick<CodeCopies, 'opens' | 'takenAs' | 'take'>
  readonly shelf: Pick<ShelfAtShop, 'all' | 'put'>
  readonly clock: Clock
  readonly ids: IdSource
  readonly write: <T>(run: () => T) => T
}

/**
 * What a code opens, where configurations are the retailer's shop's: the owner's own is shown to its owner, anything else becomes a
 * copy at the shop for whoever is signed in. Refuses: 'not-there-yet-or-expired', 'too-many', and what saving refuses.
 */
export function createClaims({ copies, shelf, clock, ids, write }: ClaimDeps) {
  async function claim(memberId: MemberId | null, text: string) {
    const code = parseRc1(text)
    const opened = code === null ? null : copies.opens(code, clock.nowMs())
    if (code === null || opened === null) return refuse('not-there-yet-or-expired')
    if (memberId === null) return ok(withoutPerson(opened.document))
    const told = await shelf.all(memberId)
    if (!told.ok) return told
    // A page that is loaded again claims again, and must find the copy it made.
    const known = [ownIdOf(opened, memberId), copies.takenAs(code, memberId)]
    const before = told.value.find(({ id }) => known.includes(id))
    if (before !== undefined) return ok(before)
    if (told.value.length >= CONFIGURATIONS_MAX) return refuse('too-many')
    return takeOver(opened, memberId, code)
  }

  async function takeOver({ document }: Opened, memberId: MemberId, code: string) {
    // Noted first: whoever asks again, because the answer was lost, asks for the same copy.
    const takenAs = copies.takenAs(code, memberId)
    const copy = (id: ConfigurationId) => {
      write(() => copies.take(code, memberId, id))
      return shelf.put(memberId, { ...withoutPerson(document), id, revision: 1, savedAt: clock.nowMs() }, false)
    }
    // Written by us as an id of a configuration.
    const again = takenAs === null ? null : await copy(takenAs as ConfigurationId)
    // A copy that was discarded at the shop stays so; another takes its place.
    return again === null || (!again.ok && again.error.code === 'stale-revision')
      ? copy(ids.next<ConfigurationId>())
      : again
  }

  return claim
}

const ownIdOf = ({ copyOf }: Opened, memberId: MemberId): string | null =>
  copyOf?.memberId === memberId ? copyOf.sourceId : null
