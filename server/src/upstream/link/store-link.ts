import type { CommerceConnector } from '../connector.ts'
import type { PeopleKeys } from '../people-keys.ts'

/** The retailer's shop on a platform of its own, as a store is linked to it. A store without has the embedded shop. */
export interface StoreLink {
  readonly connector: CommerceConnector
  /** How the store calls the customers of that shop; the member service calls them the same. */
  readonly keys: PeopleKeys
  /** Host name, for people. */
  readonly host: string
  /** How often each feed is asked for what changed. */
  readonly pollMs: number
}
