import { FIELDS } from '@dangol/domain/trust/fields.ts'
import type { PhoneVisit } from '@dangol/protocol/shop-privacy.ts'
import { expect, test } from 'vitest'
import { fieldKey, howRecognised, NAMED_FIELDS, usesByPurpose } from './how.ts'

test('how somebody was recognised follows from what was shown', () => {
  const how = (over: Partial<PhoneVisit>) => howRecognised({ level: 'L2', credId: 'ab', ...over } as PhoneVisit)
  expect([how({}), how({ level: 'L3' }), how({ credId: null })]).toEqual(['code', 'approval', 'associate'])
})

test('every field that the server may send has words, and an unknown one is not hidden', () => {
  expect(NAMED_FIELDS.map(fieldKey)).not.toContain('other')
  expect([fieldKey('card.history'), fieldKey('visit.shoe-size')]).toEqual(['card-history', 'other'])
})

test('the fields that have words are those of the table that the server cuts by', () => {
  expect([...NAMED_FIELDS].toSorted()).toEqual(Object.keys(FIELDS).toSorted())
})

test('what was used for one purpose stands together, in the order of the visit', () => {
  const used = [
    { field: 'visit.name', purpose: null },
    { field: 'floor.name', purpose: 'assist.notify' as const },
    { field: 'visit.address', purpose: null },
  ]
  expect(usesByPurpose(used)).toEqual([
    { purpose: null, fields: ['visit.name', 'visit.address'] },
    { purpose: 'assist.notify', fields: ['floor.name'] },
  ])
})
