import { z } from 'zod'
import { StartRefusal } from '../../platform/start-refusal.ts'
import type { CommerceConnector, ConnectorDeps } from '../connector.ts'
import { MedusaLinkSchema } from '../medusa/config.ts'
import { VendureLinkSchema } from '../vendure/config.ts'

/** What may stand in a link file: one shape per platform. */
export const LinkSchema = z.discriminatedUnion('platform', [VendureLinkSchema, MedusaLinkSchema])
export type Link = z.infer<typeof LinkSchema>

type Create<P extends Link['platform']> = (
  link: Extract<Link, { platform: P }>,
  deps: ConnectorDeps,
) => CommerceConnector

const notYet = (): never => {
  throw new StartRefusal('This platform is not built yet.')
}

/** Who speaks to which platform. */
export const LINKED_PLATFORMS: { readonly [P in Link['platform']]: Create<P> } = {
  vendure: notYet,
  medusa: notYet,
}
