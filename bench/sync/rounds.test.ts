import { describe, expect, test } from 'vitest'
import { median, ratio, spreadOf } from './rounds.ts'

describe('figures of rounds', () => {
  test('the middle of an odd and of an even number of rounds', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([9, 1, 5, 7])).toBe(6)
    expect(median([])).toBeNaN()
  })

  test('a round that was slow for both says nothing about either', () => {
    expect(ratio([2, 200, 4], [1, 100, 2])).toEqual({ value: 2, spread: '2 (2 to 2)' })
  })

  test('a round that only one of them finished is not compared', () => {
    expect(ratio([2, 3], [1]).value).toBe(2)
  })

  test('a spread shows the middle and both ends', () => {
    expect(spreadOf([3, 1.23456, 2])).toBe('2 (1.235 to 3)')
  })
})
