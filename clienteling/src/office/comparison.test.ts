import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, percentOf } from './comparison.ts'

describe('today beside yesterday', () => {
  it.each([
    [48, 41, { kind: 'up', by: 7, percent: 17 }],
    [9, 12, { kind: 'down', by: 3, percent: 25 }],
    [5, 5, { kind: 'same' }],
    [3, 0, { kind: 'new' }],
    [0, 0, { kind: 'none' }],
    [null, 4, { kind: 'none' }],
    [4, null, { kind: 'none' }],
    [0, 4, { kind: 'down', by: 4, percent: 100 }],
  ] as const)('%s against %s', (today, yesterday, expected) => {
    expect(compare(today, yesterday)).toEqual(expected)
  })
})

describe('a share in per cent', () => {
  it('is of nothing nothing', () => {
    expect(percentOf(0, 0)).toBeNull()
  })

  it('is 0 only for nothing and 100 only for all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (whole, any) => {
        const part = any % (whole + 1)
        const percent = percentOf(part, whole)
        expect(percent === 0).toBe(part === 0)
        expect(percent === 100).toBe(part === whole)
      }),
    )
  })
})
