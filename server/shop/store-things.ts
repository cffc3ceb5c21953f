import { ok } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { StoreConfigurations } from './configurations/for-store.ts'
import type { Addresses } from './customers/addresses.ts'
import type { Member } from './customers/customers.sql.ts'

type Answer<T> = Promise<Result<T, { code: 'shop-unreachable' }>>

/** What a store asks and tells of members' things, wherever they are kept. Each writes in transactions of its own. */
export interface StoreThings {
  /** Takes what was saved or parked in the store. */
  saveFromStore(sent: ShopConfiguration): { accepted: boolean }
  /** Every configuration of a member who lets kiosks recognise them. */
  configurationsOf(member: Member): Answer<ShopConfiguration[]>
  /** Where a delivery goes, as an approved kiosk may show it; null for a member who has told none. */
  maskedAddressOf(member: Member): Answer<string | null>
}

export interface OwnForStoreDeps {
  readonly storeConfigurations: StoreConfigurations
  readonly addresses: Pick<Addresses, 'maskedOf'>
  readonly write: <T>(run: () => T) => T
}

/** The same of what this shop keeps itself. */
export const ownForStore = ({ storeConfigurations, addresses, write }: OwnForStoreDeps): StoreThings => ({
  saveFromStore: (sent) => write(() => storeConfigurations.saveFromStore(sent)),
  configurationsOf: (member) => Promise.resolve(ok(storeConfigurations.ofMember(member))),
  maskedAddressOf: ({ id }) => Promise.resolve(ok(addresses.maskedOf(id))),
})
