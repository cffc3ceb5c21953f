import { textPaths, textPlaces } from '@dangol/ui/i18n/text.ts'
import type { MessageTree } from '@dangol/ui/i18n/text.ts'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import { ko } from './ko.ts'

const at = (tree: MessageTree, path: string): string => {
  for (const [key, value] of Object.entries(tree)) {
    if (path === key && typeof value === 'string') return value
    if (path.startsWith(`${key}.`) && typeof value !== 'string') return at(value, path.slice(key.length + 1))
  }
  return ''
}

test('the phone says the same things in both languages, with the same places', () => {
  expect(textPaths(en)).toEqual(textPaths(ko))
  for (const path of textPaths(ko)) expect(textPlaces(at(en, path)), path).toEqual(textPlaces(at(ko, path)))
})

test('no text is left empty', () => {
  for (const tree of [ko, en]) for (const path of textPaths(tree)) expect(at(tree, path).trim(), path).not.toBe('')
})
