import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pool } from './pool.ts'

/** Three variables of three values. */
const starts = Int32Array.of(0, 3, 6, 9)
const arbitrarySolution = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2))
const capacity = 32

describe('the pool of solutions', () => {
  it('keeps the first, lets the oldest of the others go, and knows who has what', () => {
    fc.assert(
      fc.property(
        fc.array(arbitrarySolution, { maxLength: 16 }),
        fc.array(arbitrarySolution, { maxLength: 80 }),
        (first, then) => {
          const pool = new Pool(starts, capacity)
          for (const solution of first) pool.add(Int32Array.from(solution))
          pool.keepAll()
          for (const solution of then) pool.add(Int32Array.from(solution))
          const left = [...first, ...then.slice(-(capacity - first.length))]
          const some = pool.having(pool.everything(), 0, [0, 2])
          for (const [variable, value] of [0, 1, 2].flatMap((one) => [0, 1, 2].map((other) => [one, other] as const))) {
            const expected = left.some((solution) => solution[0] !== 1 && solution[variable] === value)
            // Whoever came after the ring was full may have gone already, but nothing is shown that is not there.
            if (pool.covers(some, 3 * variable + value)) expect(expected).toBe(true)
            else if (first.length + then.length <= capacity) expect(expected).toBe(false)
          }
        },
      ),
    )
  })

  it('does not take a newcomer for the one whose place it got', () => {
    const pool = new Pool(starts, capacity)
    for (let at = 0; at < capacity; at++) pool.add(Int32Array.of(0, 0, 0))
    const zeros = pool.having(pool.everything(), 0, [0])
    pool.add(Int32Array.of(1, 1, 1))
    expect(pool.covers(zeros, 4)).toBe(true)
    pool.dropReplaced(zeros)
    expect(pool.covers(zeros, 4)).toBe(false)
    expect(pool.covers(zeros, 3)).toBe(true)
  })
})
