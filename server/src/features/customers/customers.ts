import { maskName } from '@dangol/domain/customers/mask.ts'
import { mayUse } from '@dangol/domain/customers/may-use.ts'
import type { ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ConsentReceipt } from '@dangol/protocol/privacy.ts'
import type { KeptConfigurations } from '../../ports/configurations.ts'
import type { AccessLog, Identities, Members, Profiles } from '../../ports/people.ts'
import type { ShopCopies } from '../../shop-port.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createConsentLedger } from './consent-ledger.ts'
import type { LedgerDeps } from './consent-ledger.ts'
import { prepareCredentials } from './credentials.sql.ts'
import type { Credential } from './credentials.sql.ts'
import { prepareCustomers } from './customers.sql.ts'
import type { Member } from './customers.sql.ts'
import { createFind } from './find-customers.ts'
import type { FindDeps } from './find-customers.ts'
import { createErase, createMirror } from './mirror.ts'
import type { CustomerMirror } from './mirror.ts'
import { preparePastOrders } from './past-orders.sql.ts'
import { prepareShopProfiles } from './shop-profiles.sql.ts'
import { createShowCard } from './show-card.ts'
import type { CardDeps } from './show-card.ts'

export interface CustomerDeps {
  readonly db: Db
  readonly clock: Clock
  readonly transact: Transact
  readonly access: AccessLog
  readonly maySearch: AttemptLimit
  readonly identifiersIn: FindDeps['identifiersIn']
  readonly configurations: KeptConfigurations
  readonly jurisdiction: string
  readonly identities: Identities
  readonly visitOf: CardDeps['visitOf']
  readonly receipts: CardDeps['receipts']
  readonly dateOf: (atMs: number) => string
  readonly onChanged: (customerId: CustomerId) => void
  readonly onErased: (customerId: CustomerId) => void
}

/** An answer to a consent question asked on the kiosk, for one visit. */
interface VisitAnswer {
  readonly customerId: CustomerId
  readonly visitId: VisitId
  readonly deviceId: DeviceId
  readonly purpose: Purpose
  readonly state: ConsentState
  /** Of the question that was read. */
  readonly lang: Lang
  readonly channel: 'kiosk' | 'tablet'
}

export interface CustomerFeature extends Profiles, Members, ShopCopies {
  readonly handlers: Handlers<'customers:find' | 'customers:card'>
  readonly mirror: CustomerMirror
  readonly credential: (credId: string) => Credential | null
  readonly recordAnswer: (answer: VisitAnswer) => void
  /** What was allowed for one visit ends with it. */
  readonly endVisit: (customerId: CustomerId, visitId: VisitId) => void
  readonly grantedFor: (customerId: CustomerId, visitId: VisitId) => Purpose[]
  /** Everything of the customer goes, here and in every feature. */
  readonly erase: (customerId: CustomerId) => void
  /** The ledger, newest first, and whether its chain is whole. */
  readonly receipts: (customerId: CustomerId, max: number) => { receipts: ConsentReceipt[]; whole: boolean }
  readonly byNumber: (number: string) => Member | null
  readonly member: (customerId: CustomerId) => Member | null
  /** What the profile itself allows, whoever else may be the same person: what is written of it follows this alone. */
  readonly mayKeep: (customerId: CustomerId, purpose: Purpose) => boolean
  /** Called inside the transaction that changed what a profile allows. */
  readonly onConsent: (listener: NonNullable<LedgerDeps['onAccountChanged']>) => void
}

/** Members of the online shop as this store may know them: under an alias, by consent. */
export function createCustomers(deps: CustomerDeps): CustomerFeature {
  const members = prepareCustomers(deps.db)
  const credentials = prepareCredentials(deps.db)
  const pastOrders = preparePastOrders(deps.db)
  const profiles = prepareShopProfiles(deps.db)
  const listeners: NonNullable<LedgerDeps['onAccountChanged']>[] = []
  const ledger = createConsentLedger({
    ...deps,
    onAccountChanged: (...changed) => listeners.forEach((listener) => listener(...changed)),
  })
  const parts = { ...deps, members, profiles, credentials, pastOrders, ledger }
  return {
    handlers: { 'customers:find': createFind(parts), 'customers:card': createShowCard(parts) },
    mirror: createMirror(parts),
    profile(customerId) {
      const member = members.find(customerId)
      return member && { maskedName: maskName(member.name), lang: member.lang, personas: member.personas }
    },
    consents: (customerId, visitId) => ledger.inForce(customerId, visitId),
    mayUse: ledger.mayUse,
    lacksAddress: profiles.lacksAddress,
    mayKeep: ledger.profileAllows,
    onConsent: (listener) => void listeners.push(listener),
    // What is written of a profile follows its own word alone, so that parting two profiles leaves each as it was.
    mayKeepConfigurations: (customerId) => mayUse(ledger.ofProfile(customerId), 'config.sync.store'),
    hasPersona: (customerId, personaId) =>
      members.find(customerId)?.personas.some((persona) => persona.id === personaId) ?? false,
    credential: (credId) => credentials.find.get(credId) ?? null,
    recordAnswer({ customerId, ...answer }) {
      ledger.record({ ...answer, subject: customerId })
    },
    endVisit: ledger.endVisit,
    grantedFor: ledger.grantedFor,
    erase: createErase(parts),
    receipts: (customerId, max) => ({
      receipts: ledger.receipts(customerId, max),
      whole: ledger.isIntact(customerId),
    }),
    byNumber: members.byNumber,
    member: members.find,
    // The whole history: all of it comes from the shop, and deleting every row costs SQLite no look at any.
    dropCopies: pastOrders.dropAll,
  }
}
