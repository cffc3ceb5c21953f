import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import { preparePause } from './pause.sql.ts'
import type { HeldRow } from './pause.sql.ts'
import type { Pause } from './ports.ts'

/** What the probe has to say about reading and writing. */
interface Verdict {
  /** Something stands against the link, or nobody has looked yet. */
  isBlocked(): boolean
}

/** Whether anything may be read from the shop or sent to it. */
export interface LinkGate extends Pause {
  /** Null while nobody holds it. */
  held(): HeldRow | null
  /** Inside the caller's transaction; false when somebody holds it already. */
  hold(by: string, reason: string): boolean
  /** Inside the caller's transaction; false when nobody held it. */
  release(): boolean
}

/**
 * One gate for mirror and outbox: shut while a person holds the link, which a restart does not change, and while the probe names
 * something that keeps it from working as configured (U10).
 */
export function createLinkGate({ db, clock, probe }: { db: Db; clock: Clock; probe: Verdict }): LinkGate {
  const sql = preparePause(db)
  return {
    isPaused: () => sql.held() !== null || probe.isBlocked(),
    held: sql.held,
    hold: (heldBy, reason) => sql.put.run({ heldBy, at: clock.nowMs(), reason }).changes === 1,
    release: () => sql.drop.run().changes === 1,
  }
}
