import type { CommandId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../src/db/open.ts'
import type { Logger } from '../../src/platform/log.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareConsentLetters } from './consent-letters.sql.ts'
import type { ConsentLetter } from './consent-letters.sql.ts'
import type { Platform } from './platform.ts'

/** Tried in one go; the next go is seconds away. */
const AT_ONCE_MAX = 20

export interface ConsentLetterDeps {
  readonly db: Db
  readonly logger: Logger
  readonly platform: Pick<Platform, 'putConsents'>
  readonly customers: Pick<Customers, 'byId' | 'consents'>
}

/** Notes that the shop has to hear what a member has decided; belongs into the transaction of the decision. */
export function createConsentLetterBox(db: Db, ids: IdSource): (memberId: MemberId) => void {
  const sql = prepareConsentLetters(db)
  return (memberId) => void sql.put.run({ memberId, commandId: ids.next<CommandId>() })
}

/**
 * What members decide here about consents, told to the retailer's own shop where that keeps them too. Otherwise a store that hears
 * the shop's word later would take an older consent for a new one.
 */
export function createConsentLetters({ db, logger, platform, customers }: ConsentLetterDeps): () => Promise<void> {
  const sql = prepareConsentLetters(db)

  async function deliver(letter: ConsentLetter): Promise<boolean> {
    const member = customers.byId(letter.memberId)
    if (member?.platformId == null) return true
    const { commandId } = letter
    const consents = customers.consents(member.id)
    const outcome = await platform.putConsents({ commandId, customerId: member.alias, consents }, member.platformId)
    if (outcome.kind === 'retry') return false
    if (outcome.kind !== 'done') logger.warn({ event: 'link.consents-refused', outcome })
    return true
  }

  let isSending = false
  // What changed while it was sent waits for the next time, and so does everything once the shop is out of reach.
  return async () => {
    if (isSending) return
    isSending = true
    for (const letter of sql.next(AT_ONCE_MAX)) {
      if (!(await deliver(letter))) break
      sql.drop.run(letter)
    }
    isSending = false
  }
}
