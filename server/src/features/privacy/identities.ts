import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import type { CustomerMemory, Identities } from '../../ports/people.ts'
import { prepareIdentities } from './identities.sql.ts'
import type { IdentityLink } from './identities.sql.ts'

/** More profiles than anybody has; a mistake that joins everybody ends here. */
const PROFILES_MAX = 8

export interface IdentityBook extends Identities, CustomerMemory {
  /** How each other profile of the person came to be one. */
  linksOf(customerId: CustomerId): readonly { readonly customerId: CustomerId; readonly link: IdentityLink }[]
  join(into: CustomerId, from: CustomerId, by: string, reason: string): void
  /** Parts the profile from every other; false where it was one of its own. */
  part(customerId: CustomerId): boolean
}

/** Profiles that are one person, by links beside them: no profile knows of it, so parting restores each exactly. */
export function createIdentities({ db, clock }: { db: Db; clock: Clock }): IdentityBook {
  const sql = prepareIdentities(db)
  const linksOf: IdentityBook['linksOf'] = (customerId) => {
    const reached = new Map<CustomerId, IdentityLink | null>([[customerId, null]])
    // A map goes on with what is put into it on the way.
    for (const [profile] of reached) {
      for (const link of sql.touching(profile)) {
        const other = link.fromId === profile ? link.intoId : link.fromId
        if (!reached.has(other) && reached.size < PROFILES_MAX) reached.set(other, link)
      }
    }
    return [...reached].flatMap(([other, link]) => (link === null ? [] : [{ customerId: other, link }]))
  }
  return {
    linksOf,
    profilesOf: (customerId) => [customerId, ...linksOf(customerId).map((one) => one.customerId)],
    join: (into, from, by, reason) => void sql.link.run(from, into, clock.nowMs(), by, reason),
    part: sql.part,
    forgetCustomer: (customerId) => void sql.part(customerId),
  }
}
