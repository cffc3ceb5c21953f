import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { PhoneConfiguration, ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Codes } from '../configurations/codes.ts'
import { withoutPerson } from '../configurations/configurations.ts'
import { prepareConfigurations } from '../configurations/configurations.sql.ts'
import type { LiveCode, SavedConfiguration } from '../configurations/configurations.sql.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareCodeCopies } from './code-copies.sql.ts'

export interface CodeCopyDeps {
  readonly db: Db
  readonly ids: IdSource
  readonly changes: ShopChanges
  readonly codes: Pick<Codes, 'issueFor'>
}
export type CodeCopies = ReturnType<typeof createCodeCopies>
/** What a code opens, and whose it is when it is a copy of a configuration at the shop. */
export interface Opened {
  readonly document: SavedConfiguration
  readonly copyOf: { readonly memberId: MemberId; readonly sourceId: string } | null
}

/**
 * Codes of configurations that the retailer's shop keeps. A code opens a copy of what was last read there, under an id of its own and
 * without its owner: the store hears of the copy as of everything that only a code opens, and of the configuration itself from the
 * shop. Every write belongs into a transaction of the caller.
 */
export function createCodeCopies({ db, ids, changes, codes }: CodeCopyDeps) {
  const sql = prepareCodeCopies(db)
  const documents = prepareConfigurations(db)

  function copyTo(copyId: string, document: PhoneConfiguration, discarded: boolean): void {
    // Its own id, under which the store keeps the copy apart from the configuration.
    const id = copyId as ConfigurationId
    documents.put({ ...withoutPerson({ ...document, memberId: null, discarded }), id, memberId: null, discarded })
    changes.append('configuration', id)
  }

  /** The copy of a member's configuration, as it is now. */
  function copyOf(memberId: MemberId, document: PhoneConfiguration): ConfigurationId {
    const before = sql.bySource(memberId, document.id)
    const copyId = (before?.copyId as ConfigurationId | undefined) ?? ids.next<ConfigurationId>()
    copyTo(copyId, document, false)
    if (before === null) sql.put.run({ copyId, memberId, sourceId: document.id })
    return copyId
  }

  return {
    /** A code for what was just read at the shop. */
    issue: (memberId: MemberId, document: PhoneConfiguration): LiveCode => codes.issueFor(copyOf(memberId, document)),
    /** What was parked in the store for a customer of the shop, who may never have signed in here, with the code on the receipt or the screen; once. */
    park(memberId: MemberId | null, sent: ShopConfiguration, code: string, expiresAt: number): void {
      if (documents.codeTaken(code) !== null) return
      const copyId = memberId === null ? ids.next<ConfigurationId>() : copyOf(memberId, sent)
      if (memberId === null) copyTo(copyId, sent, false)
      documents.putCode.run(code, copyId, expiresAt)
    },
    /** The member saved it anew, or discarded it: so the code opens it anew, or no longer. */
    follow(memberId: MemberId, document: PhoneConfiguration, discarded: boolean): void {
      const copy = sql.bySource(memberId, document.id)
      if (copy !== null) copyTo(copy.copyId, document, discarded)
    },
    opens(code: string, nowMs: number): Opened | null {
      const document = documents.byCode(code, nowMs)
      return document === null ? null : { document, copyOf: sql.byCopy(document.id) }
    },
    takenAs: (code: string, memberId: MemberId): string | null => sql.takenAs(code, memberId),
    take: (code: string, memberId: MemberId, id: ConfigurationId): void => void sql.take.run(code, memberId, id),
    /** The account ends, and every copy with it. */
    forget: (memberId: MemberId): void => {
      for (const { copyId } of sql.ofMember(memberId)) {
        documents.drop.run(copyId)
        changes.append('configuration-gone', copyId)
      }
    },
  }
}
