import * as fc from 'fast-check'
import type { SalesHistory } from '../history.ts'

/** Small histories of any shape, with rows that repeat, values that nobody took and characteristics that were left out. */
export const arbitraryHistory: fc.Arbitrary<SalesHistory> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })
  .chain((sizes) =>
    fc
      .array(
        fc.tuple(
          fc.tuple(...sizes.map((size) => fc.integer({ min: -1, max: size - 1 }))),
          fc.integer({ min: 1, max: 9 }),
        ),
        { maxLength: 30 },
      )
      .map((sold) => ({
        characteristics: sizes.map((size, at) => ({
          id: `c${at}`,
          values: Array.from({ length: size }, (_, value) => `v${value}`),
        })),
        rows: sold.map(([row]) => row),
        buyers: sold.map(([, buyers]) => buyers),
      })),
  )

/** A source of small numbers, for what a test makes up as it goes. */
export const arbitraryNumbers: fc.Arbitrary<() => number> = fc
  .infiniteStream(fc.nat(5))
  // The stream never ends, which its type cannot say.
  .map((stream) => () => stream.next().value as number)
