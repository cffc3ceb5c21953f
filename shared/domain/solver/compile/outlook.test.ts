import { describe, expect, it } from 'vitest'
import { progressOf } from './outlook.ts'
import type { Progress } from './outlook.ts'

const parts = (...sizes: number[]) => ({
  components: sizes.map((size) => ({ variables: new Int32Array(size), rules: new Int32Array() })),
  free: [],
})
const decision = (classes: number, nextClass: number, rest: Partial<Progress> = {}): Progress => ({
  classes: Array.from({ length: classes }, (_, at) => at),
  nextClass,
  falling: null,
  nextPart: 0,
  ...rest,
})

describe('how far a search has come', () => {
  it('is nothing before the first alternative and most of all in the last', () => {
    expect(progressOf([decision(4, 0)])).toBe(0)
    expect(progressOf([decision(4, 1)])).toBe(0)
    expect(progressOf([decision(4, 4)])).toBe(0.75)
  })

  it('counts what is done below as the share of the alternative under way', () => {
    expect(progressOf([decision(4, 3), decision(2, 2)])).toBe(0.5 + 0.25 / 2)
  })

  it('counts parts by their variables', () => {
    const under = decision(2, 1, { falling: parts(10, 30), nextPart: 1 })
    expect(progressOf([under])).toBe(0.5 * 0.25)
    expect(progressOf([under, decision(3, 2)])).toBe(0.5 * (0.25 + 0.75 / 3))
  })

  it('takes parts without variables for no work', () => {
    expect(progressOf([decision(2, 2, { falling: parts() })])).toBe(0.5)
  })
})
