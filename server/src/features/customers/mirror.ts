import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopSink } from '../../shop-port.ts'
import type { ConsentLedger } from './consent-ledger.ts'
import type { prepareCredentials } from './credentials.sql.ts'
import type { Member, prepareCustomers } from './customers.sql.ts'
import type { preparePastOrders } from './past-orders.sql.ts'
import { wordsOfMember } from './search-words.ts'
import type { ShopProfilesSql } from './shop-profiles.sql.ts'

/** The shop's feeds this feature mirrors. Each runs inside the transaction that stores the cursor. */
export interface CustomerMirror {
  readonly customer: ShopSink<'customer'>
  /** What the retailer's shop knows of somebody; roles and, where it asks for none, consents are the member service's. */
  readonly profile: ShopSink<'profile'>
  readonly credential: ShopSink<'credential'>
  readonly history: ShopSink<'history'>
  readonly deleted: ShopSink<'deleted'>
}

export interface MirrorParts {
  readonly members: ReturnType<typeof prepareCustomers>
  readonly profiles: ShopProfilesSql
  readonly credentials: ReturnType<typeof prepareCredentials>
  readonly pastOrders: ReturnType<typeof preparePastOrders>
  readonly ledger: ConsentLedger
  /** A member the store already knew is now different: an open visit may have to show it. */
  readonly onChanged: (customerId: CustomerId) => void
  /** The online shop erased the member: everything of theirs goes from everywhere. */
  readonly onErased: (customerId: CustomerId) => void
}

/** Keeps the mirror of members, keys and history; a repeated change writes the same again. */
export function createMirror(parts: MirrorParts): CustomerMirror {
  const { profiles, credentials, pastOrders, ledger } = parts
  const erase = createErase(parts)
  const putMember = createPutMember(parts)
  return {
    customer({ value: { consents, ...told } }) {
      // A shop of its own knows best what its customers are called; who they are at home, the member service.
      const kept = profiles.has(told.id) ? parts.members.find(told.id) : null
      const member = kept === null ? told : { ...kept, personas: told.personas }
      const wasKnown = putMember(member)
      ledger.adopt(member.id, consents, member.lang)
      if (wasKnown) parts.onChanged(member.id)
    },
    profile({ value: { consents, identifiers, addresses, ...told } }) {
      const wasKnown = putMember({ ...told, personas: parts.members.find(told.id)?.personas ?? [] })
      profiles.put(told.id, { identifiers, addresses })
      if (consents !== undefined) ledger.adopt(told.id, consents, told.lang, 'shop')
      if (wasKnown) parts.onChanged(told.id)
    },
    credential({ value }) {
      credentials.upsert.run(value.credId, value.kind, value.publicKey, value.customerId, value.status)
    },
    history({ value }) {
      pastOrders.put(value.customerId, value.order)
    },
    deleted({ value: { feed, id } }) {
      // The alias comes from the shop as plain text; one that is nobody's deletes nothing.
      const customerId = id as CustomerId
      if (feed === 'history') pastOrders.erase(customerId)
      if (feed === 'history-order') pastOrders.eraseOne(id)
      if (feed === 'credential') credentials.remove.run(id)
      if (feed === 'customer' || feed === 'profile') erase(customerId)
    },
  }
}

/** Writes a member with the words they are found by; true when they were known. */
const createPutMember =
  ({ members }: Pick<MirrorParts, 'members'>) =>
  (member: Member): boolean => {
    const before = members.find(member.id)
    members.upsert(member)
    if (before?.name !== member.name || before.number !== member.number) {
      members.dropWords.run(member.id)
      for (const word of wordsOfMember(member.name, member.number)) members.addWord.run(word, member.id)
    }
    return before !== null
  }

/** Takes a customer out of every table of every feature, inside the current transaction. */
export const createErase =
  (parts: MirrorParts): ((customerId: CustomerId) => void) =>
  (customerId) => {
    parts.onErased(customerId)
    parts.pastOrders.erase(customerId)
    parts.credentials.eraseOf.run(customerId)
    parts.ledger.erase(customerId)
    parts.profiles.remove(customerId)
    parts.members.dropWords.run(customerId)
    parts.members.remove.run(customerId)
  }
