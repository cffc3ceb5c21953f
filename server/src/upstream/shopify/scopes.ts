import type { ShopifyMapping } from './config.ts'

/** Without it Shopify shows an app the orders of the last 60 days only. */
export const ALL_ORDERS = 'read_all_orders'
export const HISTORY_DAYS = 60

/** What the app of a store must be allowed, and nothing more. */
export function scopesFor({ savedConfigurations, emailMarketing }: ShopifyMapping): readonly string[] {
  const isWriting = savedConfigurations !== null || emailMarketing
  return [
    'read_customers',
    'read_orders',
    'write_orders',
    'read_products',
    'read_inventory',
    'read_locations',
    ...(isWriting ? ['write_customers'] : []),
  ]
}

/** Whoever may write may read. */
export const missingScopes = (asked: readonly string[], granted: readonly string[]): string[] =>
  asked.filter((scope) => !granted.includes(scope) && !granted.includes(scope.replace(/^read_/, 'write_')))
