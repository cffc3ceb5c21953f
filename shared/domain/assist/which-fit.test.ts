import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Choices } from '../catalogue/model.ts'
import { set } from './testing/in-hands.ts'
import { whichFit } from './which-fit.ts'

const ids = (changes: ReturnType<typeof whichFit>) => changes.map(({ characteristicId }) => characteristicId)
const many = (count: number) =>
  set(Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${1000 + at}`, 'x'])))

describe('of the changes of one edit', () => {
  test('[H2] those are taken together that fit only together', () => {
    const bothOrNeither = (made: Choices) => 'a' in made === 'b' in made && !('c' in made)
    expect(ids(whichFit({}, set({ c: 'x', b: 'x', a: 'x' }), bothOrNeither))).toEqual(['a', 'b'])
  })

  test('[H2] as many are taken as can be, whatever their order', () => {
    const property = fc.property(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 }),
      fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 }), { maxLength: 6 }),
      (wanted, forbidden) => {
        // A made-up rule: no forbidden set is there as a whole.
        const fits = (made: Choices) => !forbidden.some((set) => set.every((id) => id in made))
        const changes = set(Object.fromEntries(wanted.map((id) => [id, 'x'])))
        const taken = whichFit({}, changes, fits)
        expect(ids(whichFit({}, changes.toReversed(), fits))).toEqual(ids(taken))
        const taking = Object.fromEntries(ids(taken).map((id) => [id, 'x']))
        expect(fits(taking)).toBe(true)
        const more = wanted.filter((id) => !(id in taking) && fits({ ...taking, [id]: 'x' }))
        expect(more).toEqual([])
      },
    )
    fc.assert(property)
  })

  test('[H2] one of hundreds that does not fit costs the others nothing, and few questions', () => {
    let questions = 0
    const fits = (made: Choices) => {
      questions++
      return !('c1123' in made)
    }
    const changes = many(400)
    expect(ids(whichFit({}, changes, fits))).toEqual(ids(changes).filter((id) => id !== 'c1123'))
    expect(questions).toBeLessThan(40)
  })

  test('a thousand of which none fits are given up soon', () => {
    let questions = 0
    expect(whichFit({}, many(1000), () => ++questions < 0)).toEqual([])
    expect(questions).toBeLessThanOrEqual(65)
  })
})
