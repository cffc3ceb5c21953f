import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId, CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { OpenVisit } from './visits.ts'

/** Resolves an RC1 code to a configuration that may be shown without identity; null for wrong, expired or discarded. */
export interface ConfigurationCodes {
  find(code: string): ConfigurationId | null
  /** Lets a visit see one configuration (level L1). */
  admit(visitId: VisitId, configurationId: ConfigurationId): void
}

/** A configuration of nobody: what was chosen, and a name only where it was made without a person. */
export type NamelessThing = Pick<
  ShopConfiguration,
  'familyId' | 'modelVersion' | 'name' | 'choices' | 'origin' | 'words'
>

/** Things on their way to another visit's shelf, never with a person; `lay` belongs into the transaction of the command. */
export interface NamelessCopies {
  /** As this visit may hand it on; null for what it may not see, what was discarded, what cannot be shown, and secret presents. */
  handOn(
    id: ConfigurationId,
    visit: OpenVisit,
  ): { configurationId: ConfigurationId; revision: number; thing: NamelessThing } | null
  /** Some version of its family is known here, or it has words of its own. */
  canShow(thing: NamelessThing): boolean
  /**
   * Lays a copy of the visit's own onto its shelf, once per `source`, unless it sees the original anyway. Null where the family
   * is not known here. `goesOn`: it is parked when the visit ends.
   */
  lay(
    visit: OpenVisit,
    copy: { source: string; original: ConfigurationId | null; thing: NamelessThing; goesOn: boolean },
  ): ConfigurationId | null
}

/** The configurations feature, as carts and orders use it. */
export interface OrderableConfigurations {
  find(configurationId: ConfigurationId, visit: OpenVisit): (ConfigurationView & { model: ConfigModel }) | null
  /** It is in an order now, so the end of the visit does not park it. */
  ordered(visit: OpenVisit, configurationId: ConfigurationId): void
  /** Its order was cancelled: it is unfinished again, and parked when the visit ends. */
  notOrdered(visitId: VisitId, configurationId: ConfigurationId): void
}

/** Copies the store may show on a customer's card: kept by consent, never the secret ones. */
export interface KeptConfigurations {
  keptOf(customerId: CustomerId): ConfigurationView[]
}
