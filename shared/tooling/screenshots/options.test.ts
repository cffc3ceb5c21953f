import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('takes every surface in both languages when nothing is asked for', () => {
  expect(readOptions([])).toEqual({
    ok: true,
    value: { surfaces: ['kiosk', 'phone', 'tablet', 'office'], langs: ['ko', 'en'], folder: 'gallery' },
  })
})

test('takes one surface, one language and a folder', () => {
  expect(readOptions(['--only', 'phone', '--lang', 'en', '--out', 'pictures'])).toEqual({
    ok: true,
    value: { surfaces: ['phone'], langs: ['en'], folder: 'pictures' },
  })
})

test.each([[['--only', 'watch']], [['--lang', 'fr']], [['--all']]])('refuses %j and says how to write it', (args) => {
  expect(readOptions(args)).toMatchObject({ ok: false, error: { code: 'unknown-option' } })
})
