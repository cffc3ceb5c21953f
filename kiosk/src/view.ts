import type { ConfigurationId, FamilyId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'

/** What the screen shows. One union instead of a router: nothing of it may ever stand in a history. */
export type View =
  | { readonly kind: 'attract' }
  | { readonly kind: 'home' }
  | { readonly kind: 'browse'; readonly category: string | null }
  | { readonly kind: 'product'; readonly sku: Sku }
  | { readonly kind: 'scan' }
  /** Approving on the own phone. */
  | { readonly kind: 'approve' }
  | { readonly kind: 'mine' }
  | { readonly kind: 'configure'; readonly familyId: FamilyId; readonly configurationId: ConfigurationId | null }
  /** The configuration in hand beside another one: that saved one, or the first there is. */
  | { readonly kind: 'compare'; readonly with: ConfigurationId | null; readonly from: 'configure' | 'mine' }
  | { readonly kind: 'cart' }
  | { readonly kind: 'ordered'; readonly orderId: OrderId }

/** The step of the visit that a view belongs to, as the floor and the funnel count it; null where it says nothing new. */
export function stepOf(view: View): 'browsing' | 'configuring' | 'cart' | null {
  switch (view.kind) {
    case 'home':
    case 'browse':
    case 'product':
    case 'mine':
      return 'browsing'
    case 'configure':
    case 'compare':
      return 'configuring'
    case 'cart':
      return 'cart'
    case 'attract':
    case 'scan':
    case 'approve':
    case 'ordered':
      return null
  }
}
