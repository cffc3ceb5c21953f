import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import { prepareSignIn } from './sign-in.sql.ts'

const TEN_MINUTES_MS = 10 * 60_000

/** How often something may be tried in ten minutes, by whom it is counted (recognition-ux 8.4). */
const LIMITS = {
  /** Codes asked for one account: an account's mailbox is not a toy. */
  'sign-in-start:login': 6,
  /** From one address, behind which a whole office or store may sit. */
  'sign-in-start:address': 60,
  /** Wrong codes for one account, over all its codes. */
  'sign-in-finish:login': 15,
  'sign-in-finish:address': 300,
  /** Each try at an RC1 code from one address: 60 bits need no more. */
  'claim:address': 60,
  'enrol:member': 20,
  'issue-code:member': 60,
  'picture:member': 60,
} as const
export type LimitName = keyof typeof LIMITS

/** Counts tries in the database. `within` counts one more and says whether it is still allowed. */
export function createLimits(db: Db, clock: Clock) {
  const sql = prepareSignIn(db)
  return {
    within: (name: LimitName, whose: string): boolean =>
      sql.hit(`${name}:${whose}`, clock.nowMs(), TEN_MINUTES_MS) <= LIMITS[name],
  }
}
