import type { Localised } from '../text/localised.ts'

/** What a date rests on: units on this shelf, units elsewhere (ATP), parts and capacity (CTP), or an estimate. */
export const PROMISE_BASES = ['on-shelf', 'available-to-promise', 'capable-to-promise', 'estimate'] as const
type PromiseBasis = (typeof PROMISE_BASES)[number]

/** One step of the way to the date, in order; `days` are working days. */
export interface PromiseStep {
  readonly kind: 'stock' | 'part' | 'queue' | 'assembly' | 'transfer' | 'delivery'
  readonly what: Localised
  readonly days: number
}

/** A date and how it was computed. `provisional` while the online shop has not confirmed it. */
export interface DatePromise {
  /** ISO calendar date in the store's zone. */
  readonly date: string
  readonly basis: PromiseBasis
  readonly steps: readonly PromiseStep[]
  readonly provisional: boolean
}
