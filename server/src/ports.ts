import type { Consents, Purpose } from '@dangol/domain/customers/consent.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockLevel, StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type {
  AssociateId,
  CommandId,
  ConfigurationId,
  CustomerId,
  DeviceId,
  FamilyId,
  OrderId,
  PersonaId,
  Sku,
  VisitId,
} from '@dangol/domain/ids/ids.ts'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { DatePromise } from '@dangol/domain/promises/promise.ts'
import type { Field } from '@dangol/domain/trust/fields.ts'
import type { Level } from '@dangol/domain/visits/level.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { CartLineView, CartView } from '@dangol/protocol/carts.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { DeviceStatus } from '@dangol/protocol/devices.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { Cursor, Del, Put, Topic } from '@dangol/protocol/sync.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { Caller } from './transport/handler.ts'

/** Ends the connections of those whose right to be there is over; they may come again, as whoever they are by then. */
export interface Cutting {
  /** Called inside the transaction that ended the right; the connections end as soon as that is durable. */
  cut(fits: (caller: Caller) => boolean): void
  /** Just so they stop hearing what they may no longer read, on a connection that stays for an answer yet to come. */
  hush(fits: (caller: Caller) => boolean): void
}

/** The change log, as features write to it: always inside the transaction of the change itself. */
export interface ChangeLog {
  append(change: {
    type: string
    commandId: CommandId | null
    topic: Topic
    puts: readonly Put[]
    dels?: readonly Del[]
  }): void
  /** Drops what the log holds of a topic; a device behind it starts over. Called when a visit ends: nothing personal stays. */
  forget(topic: Topic): void
  /** Takes the puts of one thing out of what the log holds of a topic since `sinceMs`; its deletion stays. */
  redact(topic: Topic, thing: Del, sinceMs: number): void
  /**
   * Who may read the topic is not who might before; called inside the transaction of that change. After the commit, and
   * before anything of it is told, everyone who may no longer read the topic stops hearing it (T3).
   */
  entitlementChanged(topic: Topic): void
  /** Calls back when something that was appended never happened: who remembers what was told remembers too much. */
  onUndone(listener: () => void): void
}

/** How far a device is behind; the change log knows. */
export interface LogDistance {
  /** Entries of these topics after the cursor, as far as they are quickly counted; null for a cursor of another history. */
  behind(topics: readonly Topic[], cursor: Cursor): number | null
}

/** Whom the shopper lets follow a visit; the assist feature knows. */
export interface VisitFollowers {
  /** The caller helps in this open visit, and the shopper agreed to it on the kiosk. */
  mayFollowVisit(caller: Caller, visitId: VisitId): boolean
}

/** The whole state of one topic as one feature knows it, for a device that starts over. */
export type SnapshotProvider = (topic: Topic) => Put[]

/** What the rest of the store knows of an open visit. */
export interface OpenVisit {
  readonly id: VisitId
  readonly epoch: number
  readonly deviceId: DeviceId
  readonly level: Level
  readonly lang: Lang
  readonly customerId: CustomerId | null
  readonly servedBy: Caller['associate']
}

/** The visits feature, as the features that act within a visit use it. */
export interface Visits {
  /** The open visit, if the caller may act in it: its own kiosk, the tablet that opened it, or the tablet that serves it. */
  open(visitId: VisitId, caller: Caller): OpenVisit | null
  /** False once the visit is over; its orders live on. */
  isOpen(visitId: VisitId): boolean
  /** Publishes the visit's new state to its own device and to the floor, inside the current transaction. */
  publish(visitId: VisitId, type: string, commandId: CommandId | null): void
  /** Marks how far the visit came, for the floor and the funnel; never moves back. */
  reached(visitId: VisitId, stage: 'engaged' | 'in-cart' | 'ordered'): void
}

/** What a visit's view is made of besides the visit itself; the owning features answer, the visits feature assembles. */
export interface VisitParts {
  configurationsOf(visit: OpenVisit): ConfigurationView[]
  cartOf(visit: OpenVisit): CartView
  ordersOf(visit: OpenVisit): OrderView[]
  /** What the floor sees of them: how many, without the work of assembling them. */
  countsOf(visit: OpenVisit): { readonly configurations: number; readonly units: number }
}

/** What happens to the drafts of a visit when it ends: parks what is unfinished and says behind which code, or null. */
export interface Parking {
  park(visit: OpenVisit): string | null
}

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

/** A cart line as an order takes it over. `demand` is null when its thing can no longer be ordered. */
export interface OrderableLine {
  readonly view: CartLineView
  readonly demand: Demand | null
  readonly configuration: ConfigurationDraft | null
}

/** The carts feature, as orders uses it. */
export interface OrderableCart {
  linesOf(visit: OpenVisit): OrderableLine[]
  empty(visit: OpenVisit): void
}

/** The carts feature, as parking uses it. */
export interface CartContents {
  configurationsIn(visitId: VisitId): ConfigurationId[]
}

/** The catalogue feature, as the others use it. */
export interface CatalogueBook {
  model(familyId: FamilyId, version?: number): ConfigModel | null
  sku(sku: Sku): StockedSku | null
  version(): number
}

/** The promises feature, as a look-up of stock uses it. `held` counts the shop's holds and this store's. */
export interface StockBook {
  levelsOf(sku: Sku): StockLevel[]
}

/** What one line asks of stock or workshop. `fulfilment` null asks for the best way. */
export type Demand = { readonly quantity: number; readonly fulfilment: Fulfilment | null } & (
  | { readonly kind: 'stocked'; readonly sku: Sku }
  | { readonly kind: 'configured'; readonly model: ConfigModel; readonly choices: Choices }
)
/** What can be promised for a line. `promise` is null when it cannot reach the shopper that way. */
export interface Promised {
  readonly fulfilment: Fulfilment
  readonly fulfilments: readonly Fulfilment[]
  readonly promise: DatePromise | null
}

/** The promises feature, as carts and orders use it. */
export interface PromiseDesk {
  /** Looks at lines together, so that no unit is promised twice among them. Holds nothing. Answers in the order asked. */
  look(demands: readonly Demand[]): Promised[]
  /** Takes off the shelf, holds and queues what an order needs. Throws when `look` would have refused a line. */
  accept(orderId: OrderId, demands: readonly Demand[]): void
  /** Lets go of what a state no longer needs; a state reached twice changes nothing. */
  moved(orderId: OrderId, to: OrderState): void
}

/** A SKU of which this store recorded more going out than coming in. */
export interface BelowZero {
  belowZero(): { readonly sku: Sku; readonly units: number; readonly since: number }[]
}

/** Work of the workshop already accepted, in units; it queues before a new configured line. */
export interface WorkshopQueue {
  unitsAhead(): number
}

/** The whole visit as its own device sees it: the answer to a command that changed the cart. */
export interface VisitViews {
  view(visit: OpenVisit): VisitView
}

/** A feature that keeps something of a visit; called inside the transaction that ends it, after parking. */
export interface VisitMemory {
  forgetVisit(visitId: VisitId): void
}

/** Calls for help, as visits uses them; both belong into the transaction that changes the visit. */
export interface VisitCalls {
  /** An associate stands with the shopper now: the open call counts as answered by them, and is over. */
  attended(visit: OpenVisit, by: AssociateId, commandId: CommandId | null): void
  /** Nobody stands at the device any more: whoever comes next has called nobody. Forgets whose the calls were. */
  callerLeft(visit: OpenVisit, commandId: CommandId | null): void
}

/** Associates who help in a visit, as visits uses them; all belong into the transaction that changes the visit. */
export interface VisitHelpers {
  /** An associate serves the visit now: whoever else only asks to help does not any more. Those the shopper let in stay. */
  servedBy(visitId: VisitId, by: AssociateId, commandId: CommandId | null): void
  /** The associate lets go of the visit. */
  leftAlone(visitId: VisitId, by: AssociateId, commandId: CommandId | null): void
  /** The member does not let staff know (consent 'assist.notify'): nobody may help. */
  sentAway(visitId: VisitId, commandId: CommandId | null): void
}

/** The approvals feature, as visits uses it; all belong into the transaction that changes the visit. */
export interface ApprovedVisits {
  /** Where a delivery would go, last line masked; null until the online shop has said, and without an approval. */
  addressOf(visitId: VisitId): string | null
  /** The time of the approval is up: nothing of it is left. */
  lapsed(visitId: VisitId, deviceId: DeviceId): void
}

/** The key that a paired device proves; the devices feature knows. */
export interface DeviceThumbprints {
  /** RFC 7638 thumbprint; null for a device that the house trusts without one. */
  thumbprintOf(deviceId: DeviceId): string | null
}

/** A feature that keeps something of a customer; called when the online shop erased them or they withdrew the consent. */
export interface CustomerMemory {
  forgetCustomer(customerId: CustomerId): void
}

/** The customers feature, as configurations uses it. */
export interface Members {
  /** Consent 'config.sync.store' is in force. */
  mayKeepConfigurations(customerId: CustomerId): boolean
  hasPersona(customerId: CustomerId, personaId: PersonaId): boolean
}

/** Who works here, by the name that is shown to shoppers. */
export interface Staff {
  nameOf(associate: AssociateId): string
}

/** The very first manager of a store, as the devices feature uses it: whoever holds the set-up code is that person. */
export interface Founder {
  /** Somebody runs this store: an active manager. */
  readonly isFounded: () => boolean
  /**
   * Makes the first manager, or with `again` one more where nobody can sign in as one any more. `alongside` runs in the same
   * transaction, after it. Refuses: 'already-founded', 'weak-pin'.
   */
  readonly found: (
    person: { readonly id: AssociateId; readonly name: string; readonly pin: string },
    alongside: () => void,
    again?: boolean,
  ) => Promise<Result<null, { readonly code: 'already-founded' | 'weak-pin' }>>
}

/** The visits feature, as the devices feature uses it; called inside the transaction that revokes the device. */
export interface DeviceVisits {
  endOn(deviceId: DeviceId, commandId: CommandId | null): void
}

/** Who is signed in where, as the devices feature uses it; called inside the transaction that revokes the device. */
export interface DeviceHolders {
  endOnDevice(deviceId: DeviceId): void
}

/** Topics of the kiosks this store knows, for facts that concern every screen. */
export interface KioskTopics {
  kioskTopics(): Topic[]
}

/** The devices this store knows. */
export interface DeviceBook {
  statuses(): DeviceStatus[]
}

/** Visits that began in [fromMs, toMs) and got at least this far; each stage includes the ones after it. */
export interface StageCounts {
  readonly visits: number
  /** Apart from the stages: who goes on without being recognised has lost nothing. */
  readonly recognised: number
  readonly engaged: number
  readonly inCart: number
  readonly ordered: number
}
export interface VisitFigures {
  between(fromMs: number, toMs: number): StageCounts
}

/** The orders feature, as the office sees it: the newest, and those the online shop will never take. */
export interface OrderBook {
  recent(max: number): OrderView[]
  rejections(): { readonly number: string; readonly since: number; readonly why: string }[]
}

/** Orders placed in [fromMs, toMs) that were not cancelled; `salesMinor` in the store's currency. */
export interface OrderFigures {
  figures(
    fromMs: number,
    toMs: number,
  ): { readonly orders: number; readonly units: number; readonly salesMinor: number }
}

/** The append-only record of who did what to whom; never a name, never a code. */
export interface AccessLog {
  record(access: {
    caller: Pick<Caller, 'deviceId' | 'associate'> & { readonly kind: Caller['kind'] | null }
    what: string
    /** Alias of whom it was about. */
    subject: string | null
    result: string
    /** What the data was used for, or why somebody looked. */
    purpose?: string | null
  }): void
}

/** Two profiles may be one person; nothing of either changes by it. */
export interface Identities {
  /** The profile itself first, then those that are one person with it. */
  profilesOf(customerId: CustomerId): readonly CustomerId[]
}

/** What the shopper's phone is told of a visit; each call belongs into the transaction of what it tells. */
export interface VisitReceipts {
  /** Somebody was recognised in the visit; `credId` of the key whose code they showed. */
  recognised(visit: OpenVisit & { readonly startedAt: number }, credId: string | null): void
  /** Fields of the shopper went to a device. */
  used(visit: { readonly id: VisitId; readonly customerId: CustomerId | null }, fields: readonly Field[]): void
  /** The visit is over; called while what was granted for it is still known. */
  ended(visit: OpenVisit & { readonly startedAt: number }, how: { readonly forgotten: boolean }): void
}

/** A feature that keeps something of a visit which outlives it; called when the shopper wants nothing kept. */
export interface VisitErasure {
  eraseVisit(visitId: VisitId): void
}

/** What the store holds of a customer, for the person who answers for it. */
export interface HoldsPersonalData {
  holds(customerId: CustomerId): readonly { readonly table: string; readonly rows: number; readonly keptFor: string }[]
  /** Every row, as it is stored, table by table. */
  export(customerId: CustomerId): Iterable<{ readonly table: string; readonly row: Readonly<Record<string, unknown>> }>
}

/** What the store may show of a member at a kiosk or on a tablet; the name only masked. */
interface MemberProfile {
  readonly maskedName: string
  readonly lang: Lang
  readonly personas: readonly Persona[]
}

/** The customers feature, as visits and recognition use it. */
export interface Profiles {
  profile(customerId: CustomerId): MemberProfile | null
  /** The consents in force; an answer given for this visit goes before the account's. */
  consents(customerId: CustomerId, visitId: VisitId | null): Consents
  /** The one question before anything of a member is read: may it be used for this, at this instant, in this visit? */
  mayUse(customerId: CustomerId, purpose: Purpose, atMs: number, visitId?: VisitId | null): boolean
  /** The retailer's shop knows no address of them. False where it has told nothing of them: then nobody knows. */
  lacksAddress(customerId: CustomerId): boolean
}

/** Copies the store may show on a customer's card: kept by consent, never the secret ones. */
export interface KeptConfigurations {
  keptOf(customerId: CustomerId): ConfigurationView[]
}
