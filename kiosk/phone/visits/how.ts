import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { PhoneVisit } from '@dangol/protocol/shop-privacy.ts'

/** How somebody was recognised: by a code they showed, by approving on the phone, or by telling an associate. */
export const howRecognised = ({ credId, level }: PhoneVisit): 'code' | 'approval' | 'associate' => {
  if (level === 'L3') return 'approval'
  return credId === null ? 'associate' : 'code'
}

/** Fields of a visit that have words of their own; a store newer than this page may name another. */
export const NAMED_FIELDS = [
  'visit.name',
  'visit.personas',
  'visit.consents',
  'visit.saved-configurations',
  'visit.address',
  'visit.delivery',
  'floor.name',
  'card.name',
  'card.configurations',
  'card.history',
  'card.parcels',
] as const

type Dashed<S extends string> = S extends `${infer A}.${infer B}` ? `${A}-${Dashed<B>}` : S
export type FieldKey = Dashed<(typeof NAMED_FIELDS)[number]> | 'other'

/** Name of a field among the messages. */
export const fieldKey = (field: string): FieldKey => {
  const named = NAMED_FIELDS.find((one) => one === field)
  return named === undefined ? 'other' : (named.replace('.', '-') as FieldKey)
}

/** What a store used, once for each purpose, in the order in which it was first used. */
export function usesByPurpose(used: PhoneVisit['used']): { purpose: Purpose | null; fields: string[] }[] {
  const uses: { purpose: Purpose | null; fields: string[] }[] = []
  for (const { field, purpose } of used) {
    const use = uses.find((one) => one.purpose === purpose)
    if (use === undefined) uses.push({ purpose, fields: [field] })
    else use.fields.push(field)
  }
  return uses
}
