import { detailOf } from '@dangol/domain/trust/authorise.ts'
import { expect, it } from 'vitest'
import { readDenial } from './denial.ts'

it('reads whom to ask out of the refusal of the store', () => {
  expect(readDenial(detailOf({ rule: 'role', roles: ['lead', 'manager'] }))).toEqual({
    rule: 'role',
    roles: ['lead', 'manager'],
  })
  expect(readDenial(detailOf({ rule: 'device', devices: ['office'] }))).toEqual({ rule: 'device', devices: ['office'] })
})

it.each(['sign-in', 'step-up'] as const)('reads %s', (rule) => {
  expect(readDenial(detailOf({ rule }))).toEqual({ rule })
})

it('reads which way a shopper has to be known', () => {
  expect(readDenial(detailOf({ rule: 'level', level: 'L3' }))).toEqual({ rule: 'level' })
})

it.each([undefined, 'something of a later version', 'no-rule'])('takes %s for a rule without a name', (detail) => {
  expect(readDenial(detail)).toEqual({ rule: 'no-rule' })
})
