import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { irreducible } from './conflict.ts'
import { fewest } from './fewest.ts'

const parts = [0, 1, 2, 3, 4, 5, 6]
/** Sets that contradict; so does whatever contains one. */
const arbitraryQuarrels = fc.array(fc.subarray(parts, { minLength: 1 }), { maxLength: 5 })

const contains = (some: readonly number[], all: readonly number[]) => all.every((part) => some.includes(part))

describe('what is to blame', () => {
  it('contradicts, needs each of its parts, and spares the first ones whatever contradictions are seen on the way', () => {
    fc.assert(
      fc.property(arbitraryQuarrels, fc.boolean(), (quarrels, fromLast) => {
        const blamed = irreducible(parts, (some) => {
          const known = quarrels.filter((each) => contains(some, each))
          const core = fromLast ? known.at(-1) : known[0]
          return core === undefined ? null : new Set(core)
        })
        const rank = (some: readonly number[]) => parts.map((part) => Number(some.includes(part))).join('')
        const minimal = quarrels.filter(
          (each) => !quarrels.some((other) => other.length < each.length && contains(each, other)),
        )
        const [first] = minimal.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
        expect(blamed).toEqual(first ?? null)
      }),
    )
  })

  it('is as few parts as contradict at all', () => {
    fc.assert(
      fc.property(arbitraryQuarrels, (quarrels) => {
        let broken: readonly number[] = []
        const named = fewest(parts, {
          contradiction(some) {
            const core = quarrels.find((each) => contains(some, each))
            // A largest set that still holds together: grown from what was asked.
            const grown = parts.reduce(
              (kept, part) => (quarrels.some((each) => contains([...kept, part], each)) ? kept : [...kept, part]),
              some,
            )
            broken = parts.filter((part) => !grown.includes(part))
            return core ?? null
          },
          broken: () => broken,
        })
        expect(named?.length ?? 0).toBe(
          Math.min(...quarrels.map(({ length }) => length), quarrels.length === 0 ? 0 : 7),
        )
      }),
    )
  })
})
