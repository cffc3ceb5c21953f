import { maskName } from '@dangol/domain/customers/mask.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { mayLeave } from '@dangol/domain/trust/fields.ts'
import type { CustomerHit } from '@dangol/protocol/customers.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { Member, prepareCustomers } from './customers.sql.ts'
import type { preparePastOrders } from './past-orders.sql.ts'
import type { Identifier, ShopProfilesSql } from './shop-profiles.sql.ts'
import { circumstances } from './show-card.ts'
import type { CardDeps } from './show-card.ts'
import { wordsOfQuery } from './search-words.ts'

/** A list nobody reads to the end: whoever sees this many types another letter. */
const HITS_MAX = 20

export interface FindDeps extends Pick<CardDeps, 'ledger' | 'clock' | 'identities' | 'visitOf'> {
  readonly members: ReturnType<typeof prepareCustomers>
  readonly pastOrders: ReturnType<typeof preparePastOrders>
  readonly profiles: ShopProfilesSql
  /** A whole e-mail address or telephone number that was typed, as the digests that the shop tells; none for anything else. */
  readonly identifiersIn: (said: string) => readonly Identifier[]
  readonly access: AccessLog
  readonly transact: Transact
  readonly maySearch: AttemptLimit
}

/** Finds members by part of the name, beginning of the number, or their whole e-mail address or telephone number; names come masked. Refuses: 'too-many-searches'. */
export function createFind(deps: FindDeps): Handler<'customers:find'> {
  const { members, access, transact, maySearch } = deps
  return (caller, { query }) =>
    transact(() => {
      if (!maySearch(caller.associate ?? caller.deviceId)) {
        access.record({ caller, what: 'customers.find', subject: null, result: 'too-many-searches' })
        return refuse('too-many-searches')
      }
      const words = wordsOfQuery(query)
      const named = deps.identifiersIn(query).flatMap((said) => deps.profiles.by(said, HITS_MAX + 1))
      const found = [
        ...new Set([...named, ...(words === null ? [] : members.search(words.first, words.second, HITS_MAX + 1))]),
      ]
      const hits = found.slice(0, HITS_MAX).flatMap((id) => {
        const member = members.find(id)
        return member === null ? [] : [hitOf(deps, caller, member)]
      })
      access.record({ caller, what: 'customers.find', subject: null, result: `${hits.length} hits` })
      return ok({ hits, more: found.length > HITS_MAX })
    })
}

/** How many orders somebody placed is part of their history, and leaves as that does. */
function hitOf(deps: FindDeps, caller: Caller, { id, name, number, lang }: Member): CustomerHit {
  const mayShowHistory = mayLeave('card.history', circumstances(deps, caller, id))
  return {
    customerId: id,
    maskedName: maskName(name),
    number,
    lang,
    orderCount: mayShowHistory ? deps.pastOrders.span(id).orderCount : null,
  }
}
