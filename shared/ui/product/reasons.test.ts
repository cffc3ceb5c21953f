import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { whyNot } from './reasons.ts'

const engine = openConfigurator(mug)
const made = { glaze: 'celadon' }
const why = (id: string, valueId: string, lang: 'ko' | 'en' = 'ko') =>
  whyNot({ model: mug, made, madeLook: engine.look(made), id, valueId, lang })

test('a ruled-out value names the own choice in its way and the rule', () => {
  expect(why('handle', 'brass')).toMatchObject({
    own: [{ id: 'glaze', what: '유약', choice: '청자' }],
    rules: [{ constraintId: 'no-brass-on-celadon' }],
  })
  expect(why('handle', 'brass', 'en')?.own).toEqual([{ id: 'glaze', what: 'Glaze', choice: 'Celadon' }])
})

test('a possible value has nothing to explain', () => {
  expect(why('handle', 'round')).toBeNull()
})
