import { ROLES } from '@dangol/domain/trust/role.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import { describe, expect, test } from 'vitest'
import { DEVICE_KINDS } from './handshake.ts'
import { REQUESTS } from './requests.ts'
import type { RequestName } from './requests.ts'
import { mayAsk, maySetPin, TOPIC_RIGHTS } from './rights.ts'

/** Rows: who sets the PIN. Columns: whose. */
const EXPECTED = `
                   associate lead manager privacy-officer technician auditor
  associate            -      -      -           -            -         -
  lead                 -      -      -           -            -         -
  manager              x      x      x           -            x         -
  privacy-officer      -      -      -           -            -         -
  technician           -      -      -           -            -         -
  auditor              -      -      -           -            -         -
`
const [, , ...ROWS] = EXPECTED.trimEnd().split('\n')

/** What somebody of a role, with a passkey shown just now, may do beyond what another may. */
function beyond(of: Role, by: Role): string[] {
  const names = Object.keys(REQUESTS) as RequestName[]
  const asked = DEVICE_KINDS.flatMap((device) =>
    names
      .filter((name) => {
        const may = (role: Role) => mayAsk(name, { device, staff: { role, steppedUp: true } }, { level: 'L3' }) === null
        return may(of) && !may(by)
      })
      .map((name) => `${name} on a ${device}`),
  )
  const heard = Object.entries(TOPIC_RIGHTS)
    .filter(([, { staff }]) => staff !== 'nobody' && staff.includes(of) && !staff.includes(by))
    .map(([topic]) => `hears ${topic}`)
  return [...asked, ...heard]
}

describe('who may set whose PIN', () => {
  test.each(ROWS.map((row) => row.trim().split(/\s+/)))('[A16] as it is written down by hand: %s', (by, ...marks) => {
    expect(ROLES.map((of) => (maySetPin(by as Role, of) ? 'x' : '-'))).toEqual(marks)
  })

  test('[A16] nobody gains a right by it: whoever may set a PIN may do all that its owner may', () => {
    const gains = ROLES.flatMap((by) =>
      ROLES.filter((of) => maySetPin(by, of)).flatMap((of) => beyond(of, by).map((what) => `${by} as ${of}: ${what}`)),
    )
    expect(gains).toEqual([])
    expect([beyond('privacy-officer', 'manager').length, beyond('auditor', 'manager').length]).not.toContain(0)
  })

  test('[A16] nobody in particular, and whoever has no role there is, set none', () => {
    expect(ROLES.filter((of) => maySetPin(null, of) || maySetPin('owner' as Role, of))).toEqual([])
  })
})
