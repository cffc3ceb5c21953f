import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { describeChoices } from './describe-choices.ts'

const base = { group: 'g', required: true, title: { ko: '', en: '' } }
const model: ConfigModel = {
  id: 'mug' as FamilyId,
  version: 1,
  skuPrefix: 'MUG',
  currency: 'KRW',
  title: { ko: '머그', en: 'Mug' },
  tagline: { ko: '', en: '' },
  sampleAt: { ko: '', en: '' },
  groups: [{ id: 'g', title: { ko: '', en: '' } }],
  characteristics: [
    { ...base, id: 'glaze', kind: 'choice', values: [{ id: 'celadon', title: { ko: '청자', en: 'Celadon' } }] },
    { ...base, id: 'size', kind: 'number', min: 200, max: 400, step: 50, unit: ' ml' },
    { ...base, id: 'name', kind: 'text', pattern: '^.*$', lengthMax: 8 },
  ],
  constraints: [],
  basePriceMinor: 0,
  priceRules: [],
  assemblyDays: 0,
  leadTimes: [],
  art: { viewBox: '0 0 1 1', layers: [] },
}

test('choices are named in the order of the model and in the language of the reader', () => {
  const choices = { name: '단골', size: 250, glaze: 'celadon' }
  expect(describeChoices(model, choices, 'ko')).toBe('청자, 250 ml, 단골')
  expect(describeChoices(model, choices, 'en', 2)).toBe('Celadon, 250 ml')
})

test('an open choice is left out, and so is a value that is gone: its id means nothing to anybody', () => {
  expect(describeChoices(model, { glaze: 'retired-blue', size: 250, name: '' }, 'en')).toBe('250 ml')
})

test('a description that stops early is as long as it may be in spite of what is gone', () => {
  expect(describeChoices(model, { glaze: 'retired-blue', size: 250, name: 'Dangol' }, 'en', 2)).toBe('250 ml, Dangol')
})
