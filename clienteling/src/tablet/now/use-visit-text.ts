import type { FloorVisit } from '@dangol/protocol/visits.ts'
import { useText } from '../../app/text.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'

/** A visit in words: who, as far as the shopper agreed to, and who serves. */
export function useVisitText() {
  const { t } = useText()
  const staff = useStaffStore()
  return {
    who: (visit: FloorVisit): string => {
      if (visit.maskedName !== null) return visit.maskedName
      return t(visit.level === 'L0' ? 'visit.anonymous' : visit.level === 'L1' ? 'visit.level.L1' : 'visit.member')
    },
    served: (visit: FloorVisit): string => {
      if (visit.servedBy === null) return t('visit.notServed')
      if (visit.servedBy === staff.me?.id) return t('visit.servedByMe')
      return t('visit.servedBy', { name: staff.nameOf(visit.servedBy) })
    },
  }
}
