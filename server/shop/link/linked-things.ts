import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { Snapshots } from '../configurations/snapshots.ts'
import type { Unsavable } from '../configurations/configurations.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import type { MemberThings } from '../member-things.ts'
import { createClaims } from './claims.ts'
import type { ClaimDeps } from './claims.ts'
import type { CodeCopies } from './code-copies.ts'
import { ordersPage } from './linked-orders.ts'
import type { Platform } from './platform.ts'
import { createShelfAtShop } from './shelf-at-shop.ts'
import type { ShelfDeps } from './shelf-at-shop.ts'

export interface LinkedThingsDeps extends ShelfDeps, Omit<ClaimDeps, 'shelf' | 'copies'> {
  readonly platform: Platform
  readonly customers: Customers
  readonly copies: CodeCopies
  readonly snapshots: Pick<Snapshots, 'ofDocument'>
  readonly unsavable: Unsavable
  /** Where the shop has no place for configurations, they are kept here. */
  readonly own: MemberThings
}

/** Things of members that the retailer's shop keeps: read there when the phone asks, and written there. */
export function linkedThings(deps: LinkedThingsDeps): MemberThings {
  const { platform, customers, copies, snapshots, write } = deps
  const orders: MemberThings['orders'] = (memberId, page) => {
    const platformId = customers.byId(memberId)?.platformId ?? null
    return platformId === null ? Promise.resolve(refuse('signed-out')) : ordersPage(platform, platformId, page)
  }
  if (!platform.keepsConfigurations) return { ...deps.own, orders }
  const shelf = createShelfAtShop(deps)
  return {
    orders,
    configurations: shelf.all,
    save: (memberId: MemberId, draft: ConfigurationDraft) => {
      const refusal = deps.unsavable(memberId, draft)
      return refusal === null ? shelf.save(memberId, draft) : Promise.resolve(refusal)
    },
    discard: shelf.discard,
    async codeFor(memberId, id) {
      const found = await shelf.one(memberId, id)
      return found.ok ? ok(write(() => copies.issue(memberId, found.value))) : found
    },
    async snapshotFor(memberId, id) {
      const found = await shelf.one(memberId, id)
      return found.ok ? snapshots.ofDocument(found.value) : found
    },
    claim: createClaims({ ...deps, shelf }),
  }
}
