import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('says which seeds, and what else', () => {
  expect(readOptions([])).toEqual({ seeds: 200, from: 1, story: false, keep: null, week: false })
  expect(readOptions(['--seeds', '5', '--from', '17', '--keep', 'lost-order'])).toMatchObject({
    ...{ seeds: 5, from: 17, keep: 'lost-order' },
  })
})

test.each([['--seeds', '0'], ['--from', 'x'], ['--seeds', '1.5'], ['--nothing']])('refuses %s %s', (...args) => {
  expect(() => readOptions(args)).toThrow()
})
