import type { Db } from '@dangol/server/src/db/open.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

/**
 * Rule O1, seen from both ends: what the store has sent is at the shop, once, and nothing is there that the store never
 * placed. What staff cancelled before it was ever sent is not sent any more. An order that the store lost with a restored backup stays
 * at the shop: whoever restored it took that upon them.
 */
export interface ShopOrdersCheck {
  /** Remembers what was placed; called after every step that wrote. */
  look(disk: Db): void
  /** Once all is quiet. */
  judge(disk: Db, atShop: ReadonlyMap<string, ShopOrder>): void
  /** The disk is an old one. */
  restored(disk: Db): void
}

interface Placed {
  readonly id: string
  readonly totalMinor: number
  readonly shopNumber: string | null
}

export function createShopOrdersCheck(verdict: Verdict): ShopOrdersCheck {
  const everPlaced = new Set<string>()
  const lost = new Set<string>()
  return {
    look(disk) {
      for (const id of idsIn(disk)) everPlaced.add(id)
    },
    restored(disk) {
      const kept = new Set(idsIn(disk))
      for (const id of everPlaced) if (!kept.has(id)) lost.add(id)
    },
    judge(disk, atShop) {
      const fail = (what: string): void => verdict.fail('one-order-at-the-shop', what)
      const known = new Set([...idsIn(disk), ...lost])
      for (const id of atShop.keys()) if (!known.has(id)) fail(`the shop has ${id}, which the store never placed`)
      const numbers = new Set<string>()
      for (const { id, totalMinor, shopNumber } of rows<Placed>(disk, SENT)) {
        const there = atShop.get(id)
        if (there === undefined) fail(`${id} has left the outbox and is not at the shop`)
        else if (there.total.minor !== totalMinor) fail(`${id} is ${there.total.minor} there and ${totalMinor} here`)
        if (shopNumber === null || numbers.has(shopNumber)) fail(`${id} is ${shopNumber ?? 'nothing'} at the shop`)
        else numbers.add(shopNumber)
      }
    },
  }
}

const idsIn = (disk: Db): string[] => rows<{ id: string }>(disk, 'select id from orders').map(({ id }) => id)

const SENT = `
  select o.id, o.total_minor as totalMinor, o.upstream_number as shopNumber from orders o
  where not exists (select 1 from outbox x where x.kind = 'order' and x.key = o.id)
    and not (o.state = 'cancelled' and o.upstream = 'waiting')`
