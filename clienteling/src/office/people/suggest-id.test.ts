import { AssociateIdSchema } from '@dangol/protocol/common.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { suggestId } from './suggest-id.ts'

it.each([
  ['지은', 'jieun'],
  ['준호', 'junho'],
  ['서연', 'seoyeon'],
  ['민재', 'minjae'],
  ['하늘', 'haneul'],
  ['José Müller', 'jose-muller'],
  ['김 Anna-Maria', 'gim-anna-maria'],
  ['名前', ''],
])('suggests %s as %s', (name, id) => {
  expect(suggestId(name, [])).toBe(id)
})

it('counts on where the id is taken', () => {
  expect(suggestId('지은', ['jieun', 'jieun-2'])).toBe('jieun-3')
})

it('suggests nothing that the store would not take, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      const id = suggestId(name, [])
      return id === '' || AssociateIdSchema.safeParse(id).success
    }),
  )
})
