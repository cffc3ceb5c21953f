import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Transact } from '../../db/transact.ts'
import { CannotWrite } from '../../db/writability.ts'
import type { VisitPublisher } from './visit-publisher.ts'
import type { VisitsSql } from './visits.sql.ts'

/** Visits looked at in one go: about ten milliseconds of work between other people's commands. */
const RENEWED_AT_ONCE = 20

export interface RenewalDeps {
  readonly sql: VisitsSql
  readonly transact: Transact
  readonly publisher: VisitPublisher
  /** Another text whenever something changed that dates and prices rest on: stock, the workshop's queue, the catalogue, the day. */
  readonly outlook: () => string
}

/**
 * An order in one visit moves the dates of the others. What a device was told then no longer is what it would be told now, so
 * it is told anew: a live copy and a fresh snapshot agree (S1).
 */
export function createRenewal({ sql, transact, publisher, outlook }: RenewalDeps): () => void {
  let seen: string | null = null
  let waiting: VisitId[] = []
  return () => {
    const now = outlook()
    if (now !== seen) waiting = sql.allOpen().map(({ id }) => id)
    seen = now
    const next = waiting.splice(0, RENEWED_AT_ONCE)
    if (next.length === 0) return
    try {
      transact(() => {
        for (const id of next) {
          const visit = sql.find(id)
          if (visit !== undefined) publisher.renewed(visit)
        }
      })
    } catch (error) {
      if (error instanceof CannotWrite) waiting.unshift(...next)
      throw error
    }
  }
}
