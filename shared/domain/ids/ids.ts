declare const brand: unique symbol
/** A string that the compiler keeps apart from other strings. */
export type Brand<B extends string> = string & { readonly [brand]: B }

/** Client-made UUIDv7; the key under which a command takes effect once. */
export type CommandId = Brand<'CommandId'>
export type VisitId = Brand<'VisitId'>
/** At a store: the store alias, an HMAC of the member id, never the member id itself (recognition-ux 3.1). */
export type CustomerId = Brand<'CustomerId'>
export type PersonaId = Brand<'PersonaId'>
export type ConfigurationId = Brand<'ConfigurationId'>
export type CartLineId = Brand<'CartLineId'>
export type OrderId = Brand<'OrderId'>
export type CallId = Brand<'CallId'>
/** One agreement between a shopper at a kiosk and an associate's tablet. */
export type AssistId = Brand<'AssistId'>
/** One edit of a shared draft; the id of the command that made it. */
export type EditId = Brand<'EditId'>
export type SuggestionId = Brand<'SuggestionId'>
/** Short readable name such as 'kiosk-1'. */
export type DeviceId = Brand<'DeviceId'>
export type AssociateId = Brand<'AssociateId'>
export type FamilyId = Brand<'FamilyId'>
export type LocationId = Brand<'LocationId'>
/** Stocked SKU, or the virtual SKU of a configuration (`HB12-7K3M9QXA`). */
export type Sku = Brand<'Sku'>

/** Where new ids come from; injected, so that tests and simulations repeat (architecture 2, conventions 11). */
export interface IdSource {
  /** A new UUIDv7, not yet branded: the noun that is born brands it. */
  next<B extends Brand<string>>(): B
}
