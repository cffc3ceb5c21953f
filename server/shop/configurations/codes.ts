import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import { makeRc1, parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { CONFIGURATIONS_MAX, ownedBy, toPhone, withoutPerson } from './configurations.ts'
import { prepareConfigurations } from './configurations.sql.ts'
import type { LiveCode, SavedConfiguration } from './configurations.sql.ts'

/** How long a code opens its configuration (recognition-ux 6.3). */
const CODE_LASTS_MS = 24 * 60 * 60_000
/** A code is handed out again while it has at least this long to live. */
const CODE_REUSED_ABOVE_MS = 12 * 60 * 60_000
const EXPIRED_AT_ONCE_MAX = 200

export interface CodeDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
  readonly random: RandomBytes
  readonly changes: ShopChanges
}

type Sql = ReturnType<typeof prepareConfigurations>

export type Codes = ReturnType<typeof createCodes>

/** RC1 codes: each opens one configuration for a day and says nothing of a person. Writes belong into a transaction of the caller. */
export function createCodes(deps: CodeDeps) {
  const { clock, changes } = deps
  const sql = prepareConfigurations(deps.db)

  /** Forgets codes whose time is over, and parked configurations that nobody took; tells the store what it may no longer see. */
  function sweep(): void {
    for (const { code, id } of sql.expired.all(clock.nowMs(), EXPIRED_AT_ONCE_MAX)) {
      sql.dropCode.run(code)
      sql.dropOrphan.run(id)
      changes.append('configuration-gone', id)
    }
  }

  return { ...createIssuing(deps, sql), claim: createClaiming(deps, sql), sweep }
}

function createIssuing({ clock, random, changes }: CodeDeps, sql: Sql) {
  /** A code that opens this configuration for 24 hours to whoever holds it, without saying whose it is. Refuses: 'not-found'. */
  function issue(memberId: MemberId, id: ConfigurationId) {
    return ownedBy(sql.byId(id), memberId) === null ? refuse('not-found') : ok(issueFor(id))
  }

  /** The same for whatever is kept under an id. */
  function issueFor(id: ConfigurationId): LiveCode {
    const nowMs = clock.nowMs()
    const live = sql.codeOf(id, nowMs)
    if (live !== null && live.expiresAt - nowMs > CODE_REUSED_ABOVE_MS) return live
    const code: LiveCode = { code: makeRc1(random(8)), expiresAt: nowMs + CODE_LASTS_MS }
    sql.putCode.run(code.code, id, code.expiresAt)
    changes.append('configuration', id)
    return code
  }

  return { issue, issueFor }
}

function createClaiming({ clock, ids, changes }: CodeDeps, sql: Sql) {
  function store(value: SavedConfiguration): SavedConfiguration {
    sql.put(value)
    changes.append('configuration', value.id)
    return value
  }

  /**
   * What a code opens. Nobody's becomes the shopper's; somebody else's is copied for the shopper; signed out, it is only shown.
   * Refuses: 'not-there-yet-or-expired' for a wrong, an expired and a not yet delivered code alike, 'too-many'.
   */
  function claim(memberId: MemberId | null, text: string) {
    const code = parseRc1(text)
    const found = code === null ? null : sql.byCode(code, clock.nowMs())
    if (code === null || found === null) return refuse('not-there-yet-or-expired')
    if (memberId === null) return ok(withoutPerson(found))
    if (found.memberId === memberId) return ok(toPhone(found))
    // A page that is loaded again claims again, and must find the copy it made.
    const before = sql.byId(sql.claimed(code, memberId) ?? '')
    if (before !== null && !before.discarded) return ok(toPhone(before))
    if (sql.countOf(memberId) >= CONFIGURATIONS_MAX) return refuse('too-many')
    return ok(toPhone(takeOver(found, memberId, code)))
  }

  function takeOver(found: SavedConfiguration, memberId: MemberId, code: string): SavedConfiguration {
    const taken = { ...withoutPerson(found), memberId, discarded: false }
    if (found.memberId === null) return store({ ...taken, revision: found.revision + 1 })
    const copy = store({ ...taken, id: ids.next<ConfigurationId>(), revision: 1, savedAt: clock.nowMs() })
    // A copy that was discarded and is claimed once more takes the place of the first.
    sql.putClaim.run(code, memberId, copy.id)
    return copy
  }

  return claim
}
