import fc from 'fast-check'
import type { Condition } from '../../catalogue/model.ts'

/** How many values each characteristic has, where its condition may point, and what else is asked. */
export interface Shape {
  readonly widths: readonly number[]
  readonly direction: 'earlier' | 'later' | 'any'
  readonly others: readonly ('number' | 'text' | 'picture')[]
}

export const idOf = (at: number): string => `c${at}`
export const allOf = (shape: Shape): number[] => [...shape.widths.keys()]
export const valuesOf = (shape: Shape, at: number): string[] =>
  Array.from({ length: shape.widths[at] ?? 1 }, (_, value) => `v${value}`)

export function conditionOver(shape: Shape, ats: readonly number[]): fc.Arbitrary<Condition> {
  return fc
    .subarray([...ats], { minLength: 1, maxLength: Math.min(2, ats.length) })
    .chain((chosen) =>
      fc.tuple(...chosen.map((at) => fc.subarray(valuesOf(shape, at)).map((list) => [idOf(at), list] as const))),
    )
    .map((entries) => Object.fromEntries(entries))
}
