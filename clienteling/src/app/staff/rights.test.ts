import { ROLES } from '@dangol/domain/trust/role.ts'
import { expect, it } from 'vitest'
import { SCREENS } from '../../tablet/shell/use-screens.ts'
import { isFor } from './rights.ts'

const screensOf = (role: (typeof ROLES)[number] | null) =>
  SCREENS.filter(({ needs }) => isFor(needs, 'tablet', role)).map(({ name }) => name)

it.each(['associate', 'lead', 'manager'] as const)('a tablet shows every screen to the role %s', (role) => {
  expect(screensOf(role)).toEqual(['now', 'customers', 'stock', 'sale', 'orders'])
})

it.each(['privacy-officer', 'technician', 'auditor', null] as const)('and no shopper to %s', (role) => {
  expect(screensOf(role)).toEqual([])
})

it('what needs a passkey is shown to whoever may do it with one', () => {
  expect(isFor({ request: 'devices:approve' }, 'office', 'technician')).toBe(true)
  expect(isFor({ request: 'devices:approve' }, 'office', 'auditor')).toBe(false)
})

it('a topic is for those who may hear it', () => {
  const fleet = ROLES.filter((role) => isFor({ topic: 'fleet' }, 'office', role))
  expect(fleet).toEqual(['manager', 'technician', 'auditor'])
})
