import { parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { StoreConfigurations } from '../configurations/for-store.ts'
import type { Customers } from '../customers/customers.ts'
import type { Member } from '../customers/customers.sql.ts'
import type { StoreThings } from '../store-things.ts'
import type { CodeCopies } from './code-copies.ts'
import type { Platform } from './platform.ts'

export interface LinkedForStoreDeps {
  readonly platform: Pick<Platform, 'configurationsOf' | 'maskedAddressOf' | 'keepsConfigurations'>
  readonly customers: Customers
  readonly copies: Pick<CodeCopies, 'park'>
  readonly configurations: StoreConfigurations
  readonly write: <T>(run: () => T) => T
}

/** What the store asks of members whose things the retailer's shop keeps. */
export function linkedForStore({
  platform,
  customers,
  copies,
  configurations,
  write,
}: LinkedForStoreDeps): StoreThings {
  /**
   * A member's configuration goes to the shop by the store's own link, and is not kept a second time here. When it was parked, the
   * code on the receipt has to open it all the same.
   */
  function saveFromStore(sent: ShopConfiguration): { accepted: boolean } {
    if (sent.customerId === null) return configurations.saveFromStore(sent)
    const member = customers.byAlias(sent.customerId)
    const code = sent.code === null ? null : parseRc1(sent.code)
    const expiresAt = sent.codeExpiresAt
    if (code !== null && expiresAt !== null) copies.park(member?.id ?? null, sent, code, expiresAt)
    return { accepted: true }
  }

  /** Every configuration of a member, for a kiosk at which the member has just been recognised. */
  async function configurationsOf(member: Member) {
    if (member.platformId === null || !customers.granted(member.id, 'recog.kiosk')) return ok([])
    const told = await platform.configurationsOf(member.platformId)
    return told.ok ? ok(told.value.map((one) => configurations.ownAtShop(member, one))) : told
  }

  return {
    saveFromStore: (sent) =>
      write(() => (platform.keepsConfigurations ? saveFromStore : configurations.saveFromStore)(sent)),
    configurationsOf: platform.keepsConfigurations
      ? configurationsOf
      : (member) => Promise.resolve(ok(configurations.ofMember(member))),
    maskedAddressOf: (member) =>
      member.platformId === null ? Promise.resolve(ok(null)) : platform.maskedAddressOf(member.platformId),
  }
}
