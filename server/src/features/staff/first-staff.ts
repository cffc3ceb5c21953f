import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Role } from '@dangol/domain/trust/role.ts'

/** Somebody of the demonstration; the PIN is shown on the pad. */
export interface DemoPerson {
  readonly id: AssociateId
  /** As shoppers see it. */
  readonly name: string
  readonly role: Role
  readonly pin: string
}

const person = (id: string, name: string, role: Role, pin: string): DemoPerson =>
  // Short names as `AssociateIdSchema` wants them.
  ({ id: id as AssociateId, name, role, pin })

/** The team of the demonstration, one or more for every role. Invented people; a real store starts with nobody. */
export const FIRST_STAFF: readonly DemoPerson[] = [
  person('jieun', '지은', 'manager', '503917'),
  person('junho', '준호', 'lead', '716204'),
  person('seoyeon', '서연', 'associate', '824691'),
  person('minjae', '민재', 'associate', '395872'),
  person('haneul', '하늘', 'privacy-officer', '640258'),
  person('dohyun', '도현', 'technician', '917346'),
  person('yuna', '유나', 'auditor', '258403'),
]
