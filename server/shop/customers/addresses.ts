import { maskAddress } from '@dangol/domain/customers/mask.ts'
import type { Db } from '../../src/db/open.ts'
import { prepareAddresses } from './addresses.sql.ts'
import type { MemberId } from './customers.sql.ts'

export type Addresses = ReturnType<typeof createAddresses>

/** Delivery addresses. The whole of one is its owner's to see; stores get it masked. Writes belong into a transaction of the caller. */
export function createAddresses(db: Db) {
  const sql = prepareAddresses(db)
  const of = (memberId: MemberId): string[] => sql.of(memberId)?.split('\n') ?? []
  return {
    of,
    /** The address as an approved kiosk may show it; null for a member who has none. */
    maskedOf(memberId: MemberId): string | null {
      const lines = of(memberId)
      return lines.length === 0 ? null : maskAddress(lines).join('\n')
    },
    /** No lines: no address. */
    put(memberId: MemberId, lines: readonly string[]): void {
      if (lines.length === 0) sql.remove.run(memberId)
      else sql.put.run(memberId, lines.join('\n'))
    },
  }
}
