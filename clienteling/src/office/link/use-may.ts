import type { RequestName } from '@dangol/protocol/requests.ts'
import { isFor } from '../../app/staff/rights.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'
import { useStaffContext } from '../../app/staff-context.ts'

/** Whether whoever works here may ask for something; a button that they may not press is not shown. */
export function useMay(): (request: RequestName) => boolean {
  const { face } = useStaffContext()
  const staff = useStaffStore()
  return (request) => isFor({ request }, face, staff.me?.role ?? null)
}
