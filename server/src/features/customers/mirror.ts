import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopSink } from '../../shop-port.ts'
import type { ConsentLedger } from './consent-ledger.ts'
import type { prepareCredentials } from './credentials.sql.ts'
import type { prepareCustomers } from './customers.sql.ts'
import type { preparePastOrders } from './past-orders.sql.ts'
import { wordsOfMember } from './search-words.ts'

/** The shop's feeds this feature mirrors. Each runs inside the transaction that stores the cursor. */
export interface CustomerMirror {
  readonly customer: ShopSink<'customer'>
  readonly credential: ShopSink<'credential'>
  readonly history: ShopSink<'history'>
  readonly deleted: ShopSink<'deleted'>
}

export interface MirrorParts {
  readonly members: ReturnType<typeof prepareCustomers>
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
  const { members, credentials, pastOrders, ledger } = parts
  const erase = createErase(parts)
  return {
    customer({ value: { consents, ...member } }) {
      const before = members.find(member.id)
      members.upsert(member)
      if (before?.name !== member.name || before.number !== member.number) {
        members.dropWords.run(member.id)
        for (const word of wordsOfMember(member.name, member.number)) members.addWord.run(word, member.id)
      }
      ledger.adopt(member.id, consents, member.lang)
      if (before !== null) parts.onChanged(member.id)
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
      if (feed === 'credential') credentials.remove.run(id)
      if (feed === 'customer') erase(customerId)
    },
  }
}

/** Takes a customer out of every table of every feature, inside the current transaction. */
export const createErase =
  (parts: MirrorParts): ((customerId: CustomerId) => void) =>
  (customerId) => {
    parts.onErased(customerId)
    parts.pastOrders.erase(customerId)
    parts.credentials.eraseOf.run(customerId)
    parts.ledger.erase(customerId)
    parts.members.dropWords.run(customerId)
    parts.members.remove.run(customerId)
  }
