import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Associate } from './staff.ts'

/** The team of a store that has not entered its own yet. Invented people. */
export const FIRST_STAFF: readonly Associate[] = [
  { id: 'jieun' as AssociateId, name: '지은' },
  { id: 'junho' as AssociateId, name: '준호' },
  { id: 'seoyeon' as AssociateId, name: '서연' },
]
