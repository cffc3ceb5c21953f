import { StartRefusal } from '../../src/platform/start-refusal.ts'
import type { Db } from '../../src/db/open.ts'
import { prepareFacts } from './facts.sql.ts'

const LINKED_TO = 'linked-to'

/**
 * A database is of one shop for good: its members have aliases, and its configurations a place, that another shop would not know.
 * Refuses with a StartRefusal to start on one that belongs to another. `platform` null is the embedded shop.
 */
export function bindToShop(db: Db, platform: string | null): void {
  const facts = prepareFacts(db)
  const bound = facts.get(LINKED_TO)
  if (bound === platform) return
  if (bound !== null)
    throw new StartRefusal(
      platform === null
        ? `This database is of members linked to a shop on ${bound}: set DANGOL_LINK, or another DANGOL_DATA.`
        : `This database is of members linked to a shop on ${bound} and not on ${platform}: set another DANGOL_DATA.`,
    )
  if (platform === null) return
  if (facts.hasMembers())
    throw new StartRefusal(
      'This database is of an embedded online shop with members of its own: set another DANGOL_DATA.',
    )
  facts.set(LINKED_TO, platform)
}
