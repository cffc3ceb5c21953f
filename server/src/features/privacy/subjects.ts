import { maskName } from '@dangol/domain/customers/mask.ts'
import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ConsentReceipt, Subject } from '@dangol/protocol/privacy.ts'
import type { HoldsPersonalData, Staff } from '../../ports/people.ts'
import type { IdentityBook } from './identities.ts'

/** The customers feature, as the person who answers for personal data uses it. */
export interface Subjects {
  member(customerId: CustomerId): { readonly id: CustomerId; readonly name: string; readonly number: string } | null
  byNumber(number: string): { readonly id: CustomerId } | null
  consents(customerId: CustomerId, visitId: null): Consents
  receipts(customerId: CustomerId, max: number): { receipts: ConsentReceipt[]; whole: boolean }
  /** Everything of the customer goes, from every feature. */
  erase(customerId: CustomerId): void
  /** Something about the customer is different now: an open visit may have to show it. */
  changed(customerId: CustomerId): void
}

export interface SubjectDeps {
  readonly subjects: Subjects
  readonly identities: IdentityBook
  readonly holdings: HoldsPersonalData
  readonly staff: Staff
}

/** A person as the privacy officer sees them; null for nobody. The name only masked: the export has it whole. */
export function subjectOf(deps: SubjectDeps, customerId: CustomerId): Subject | null {
  const { subjects, identities, holdings, staff } = deps
  const member = subjects.member(customerId)
  if (member === null) return null
  return {
    customerId,
    maskedName: maskName(member.name),
    number: member.number,
    consents: subjects.consents(customerId, null),
    merged: identities.linksOf(customerId).flatMap(({ customerId: other, link }) => {
      const profile = subjects.member(other)
      if (profile === null) return []
      const { name, number } = profile
      const by = staff.nameOf(link.by)
      return [{ customerId: other, maskedName: maskName(name), number, mergedAt: link.at, by }]
    }),
    holds: [...holdings.holds(customerId)],
  }
}
