import { textAt, textPaths, textPlaces } from '@dangol/ui/i18n/text.ts'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { ko } from './ko.ts'

test('the kiosk says the same things in both languages, with the same places', () => {
  expect(textPaths(en)).toEqual(textPaths(ko))
  for (const path of textPaths(ko)) {
    const places = textPlaces(textAt(ko, path))
    // The last of several is 'the last one' in English and needs no number.
    expect(textPlaces(textAt(en, path)), path).toEqual(places)
  }
})

test('no text is empty, and none holds a sign that the message syntax would take for its own', () => {
  for (const text of [ko, en].flatMap((tree) => textPaths(tree).map((path) => textAt(tree, path)))) {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/[@$]/)
  }
})

test('plural forms are only in English: Korean counts without them', () => {
  for (const path of textPaths(ko)) expect(textAt(ko, path), path).not.toContain('|')
})
