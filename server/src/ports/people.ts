import type { Consents, Purpose } from '@dangol/domain/customers/consent.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { AssociateId, CustomerId, PersonaId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Caller } from '../transport/handler.ts'

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
