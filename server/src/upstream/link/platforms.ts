import { z } from 'zod'
import type { CommerceConnector, ConnectorDeps } from '../connector.ts'
import { MedusaLinkSchema } from '../medusa/config.ts'
import { createMedusaConnector } from '../medusa/medusa-connector.ts'
import { ShopifyLinkSchema } from '../shopify/config.ts'
import { createShopifyConnector } from '../shopify/connector.ts'
import { VendureLinkSchema } from '../vendure/config.ts'
import { createVendureConnector } from '../vendure/connector.ts'

/** What may stand in a link file: one shape per platform. */
export const LinkSchema = z.discriminatedUnion('platform', [VendureLinkSchema, MedusaLinkSchema, ShopifyLinkSchema])
export type Link = z.infer<typeof LinkSchema>

type Create<P extends Link['platform']> = (
  link: Extract<Link, { platform: P }>,
  deps: ConnectorDeps,
) => CommerceConnector

/** Who speaks to which platform. */
export const LINKED_PLATFORMS: { readonly [P in Link['platform']]: Create<P> } = {
  vendure: createVendureConnector,
  medusa: createMedusaConnector,
  shopify: (link, deps) => createShopifyConnector(link, deps, deps.words === undefined ? {} : { words: deps.words }),
}
