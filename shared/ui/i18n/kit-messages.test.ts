import { expect, test } from 'vitest'
import { kitEn, kitKo } from './kit-messages.ts'
import { textAt, textPaths, textPlaces } from './text.ts'

test('the kit says the same things in both languages, with the same places', () => {
  expect(textPaths(kitEn)).toEqual(textPaths(kitKo))
  for (const path of textPaths(kitKo)) {
    expect(textPlaces(textAt(kitEn, path)), path).toEqual(textPlaces(textAt(kitKo, path)))
  }
})

test('a path that leads nowhere is a defect', () => {
  expect(() => textAt(kitKo, 'ui.nowhere')).toThrow('ui.nowhere')
})
