import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import { prepareSignIn } from './sign-in.sql.ts'

const TEN_MINUTES_MS = 10 * 60_000
const ONE_MINUTE_MS = 60_000

/** How often something may be tried in ten minutes, or in one where it says so, by whom it is counted (recognition-ux 8.4). */
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
  /** A whole account in one answer, pictures included. */
  'export:member': 6,
  'passkey:member': 30,
  /** A kiosk renews its code every minute while somebody hesitates in front of it. */
  'approval:kiosk': 60,
  /** Codes of approvals that opened nothing, in one minute (recognition-ux 3.2). */
  'approve:member': 5,
  'approve:address': 5,
} as const
export type LimitName = keyof typeof LIMITS
const windowMs = (name: LimitName): number => (name.startsWith('approve:') ? ONE_MINUTE_MS : TEN_MINUTES_MS)

/** Counts tries in the database. `within` counts one more and says whether it is still allowed. */
export function createLimits(db: Db, clock: Clock) {
  const sql = prepareSignIn(db)
  return {
    within: (name: LimitName, whose: string): boolean =>
      sql.hit(`${name}:${whose}`, clock.nowMs(), windowMs(name)) <= LIMITS[name],
    /** Whether nothing is left to try, without counting a try. */
    spent: (name: LimitName, whose: string): boolean => sql.hits(`${name}:${whose}`, clock.nowMs()) >= LIMITS[name],
  }
}
