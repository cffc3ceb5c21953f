import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { OutboxMessage, ShopAnswer } from '../../shop-port.ts'
import type { CommerceConnector, Outcome } from '../connector.ts'
import type { OnlineShop } from '../online-shop.ts'
import { outcomeOf } from '../outcome-of.ts'

/** Where a message goes: the member service, or the platform where the retailer's shop is linked. */
export type Target = 'members' | 'commerce'

/** The connector, as the outbox uses it. */
export type CommerceWrites = Pick<
  CommerceConnector,
  'platform' | 'capabilities' | 'placeOrder' | 'saveConfiguration' | 'putConsents'
>
/** The member service, as the outbox uses it. */
type MemberWrites = Pick<OnlineShop, 'saveConfiguration' | 'putConsents' | 'putVisit' | 'putErasure'>

/** What the platform calls a customer of this store. */
interface PlatformRefs {
  /** Null for whoever the platform does not have (any more), and where both use one name. */
  platformRef(customerId: CustomerId): string | null
}

/** How a message is sent. */
export interface Sending {
  /** It was sent before, so it may have arrived. */
  readonly again: boolean
  /** A manager decided that it stands as the store has it. */
  readonly takeOver: boolean
}

/** Everything beyond the WAN that takes something of the store. */
export interface Upstream {
  /** The retailer's shop that is meant now; another name, another shop. */
  readonly shop: string
  /** Where that shop is: what holds or blocks the link to it holds what goes there, and nothing else. */
  readonly linked: Target
  readonly targets: readonly Target[]
  /** An order costs there what the store agreed, if a manager says so. */
  readonly ownPrices: boolean
  targetsOf(message: OutboxMessage): readonly Target[]
  /** The value is the number that the shop gave an order, else null. Ends by its signal. */
  send(target: Target, message: OutboxMessage, how: Sending, signal: AbortSignal): Promise<Outcome<string | null>>
}

export interface UpstreamDeps extends PlatformRefs {
  readonly members: MemberWrites
  readonly commerce: CommerceWrites
  /** Of a platform of its own; a test shop and the real one may run on the same. */
  readonly host: string
}

/**
 * Sends each kind where it belongs. The embedded shop is member service and platform in one: what is about one person then leaves in
 * one line. Linked, each of the two has its own, so that a platform that is down does not hold back a consent withdrawn.
 */
export function createUpstream(deps: UpstreamDeps): Upstream {
  const { members, commerce } = deps
  const { capabilities } = commerce
  const isOne = commerce.platform === 'embedded'
  const toMembers = sendingToMembers(members, isOne)
  const toCommerce = sendingToCommerce(deps, isOne, toMembers)
  return {
    shop: isOne ? commerce.platform : `${commerce.platform} ${deps.host}`,
    linked: isOne ? 'members' : 'commerce',
    ownPrices: capabilities.ownPrices,
    targets: isOne ? ['members'] : ['members', 'commerce'],
    targetsOf(message) {
      if (isOne) return ['members']
      switch (message.kind) {
        case 'order':
          return ['commerce']
        case 'configuration':
          return configurationTargets(message.body, capabilities.configurations)
        case 'consent':
          return capabilities.consents ? ['members', 'commerce'] : ['members']
        case 'visit':
        case 'erasure':
          return ['members']
      }
    },
    send: (target, message, how, signal) =>
      target === 'members' && !isOne && message.kind !== 'order'
        ? toMembers(message, signal)
        : toCommerce(message, how, signal),
  }
}

type ToMembers = (message: Exclude<OutboxMessage, { kind: 'order' }>, signal: AbortSignal) => Promise<Outcome<null>>

function sendingToMembers(members: MemberWrites, isOne: boolean): ToMembers {
  // A customer of the platform who never signed in to the member service is nobody there: nothing to show them, nothing to forget.
  const known = (answer: ShopAnswer<unknown>): Outcome<null> =>
    !isOne && answer.kind === 'rejected' && answer.why.includes('unknown-customer') ? DONE : heard(answer)
  return (message, signal) => {
    switch (message.kind) {
      case 'configuration':
        return members.saveConfiguration(message.body, signal).then(heard)
      case 'consent':
        return members.putConsents(message.body, signal).then(heard)
      case 'visit':
        return members.putVisit(message.body, signal).then(known)
      case 'erasure':
        return members.putErasure(message.body, signal).then(known)
    }
  }
}

/** What the platform has no word for goes to the member service. */
function sendingToCommerce(deps: UpstreamDeps, isOne: boolean, toMembers: ToMembers) {
  const { commerce } = deps
  const refOf = (customerId: CustomerId | null) => (customerId === null ? null : deps.platformRef(customerId))
  return (message: OutboxMessage, how: Sending, signal: AbortSignal): Promise<Outcome<string | null>> => {
    switch (message.kind) {
      case 'order': {
        const place = { order: message.body, customerRef: refOf(message.body.customerId), ...how }
        return commerce.placeOrder(place, signal).then(numberOf)
      }
      case 'configuration':
        return commerce.saveConfiguration(message.body, refOf(message.body.customerId), signal).then(plain)
      case 'consent': {
        const ref = isOne ? message.body.customerId : refOf(message.body.customerId)
        // The platform does not have them: there is nobody to say anything about.
        return ref === null ? Promise.resolve(DONE) : commerce.putConsents(message.body, ref, signal).then(plain)
      }
      case 'visit':
      case 'erasure':
        return toMembers(message, signal)
    }
  }
}

/** A platform keeps what is somebody's; codes are opened on the pages of the member service. */
function configurationTargets(
  { customerId, code }: Extract<OutboxMessage, { kind: 'configuration' }>['body'],
  isKeptThere: boolean,
): readonly Target[] {
  if (customerId === null || !isKeptThere) return ['members']
  return code === null ? ['commerce'] : ['commerce', 'members']
}

const DONE = { kind: 'done', value: null } as const

const plain = (outcome: Outcome<unknown>): Outcome<null> => (outcome.kind === 'done' ? DONE : outcome)

const heard = (answer: ShopAnswer<unknown>): Outcome<null> => plain(outcomeOf(answer))

const numberOf = (outcome: Outcome<{ number: string }>): Outcome<string> =>
  outcome.kind === 'done' ? { kind: 'done', value: outcome.value.number } : outcome
