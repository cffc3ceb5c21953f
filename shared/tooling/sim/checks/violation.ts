/** What holds after every step of every simulation, by the words a report uses. */
export const PROPERTIES = [
  'acknowledged-is-there',
  'first-outcome-stays',
  'nothing-twice',
  'totals-add-up',
  'holds-within-stock',
  'goods-are-conserved',
  'nobody-elses-things',
  'only-granted-topics',
  'read-by-the-version-before',
  'nothing-overwritten-unseen',
  'gap-free-prefix',
  'outbox-in-order',
  'nothing-waits-for-ever',
  'one-order-at-the-shop',
  'all-agree-when-quiet',
  'nothing-throws',
] as const
export type Property = (typeof PROPERTIES)[number]

/** A property that did not hold. */
export interface Violation {
  readonly property: Property
  readonly detail: string
}

/** Takes note of the first violation; product code under test catches what is thrown, so nothing is thrown at it. */
export interface Verdict {
  first(): Violation | null
  fail(property: Property, detail: string): void
  /** Asks for the words only when they are needed. */
  expect(holds: boolean, property: Property, detail: () => string): void
}

export function createVerdict(): Verdict {
  let first: Violation | null = null
  const fail = (property: Property, detail: string): void => void (first ??= { property, detail })
  return {
    first: () => first,
    fail,
    expect(holds, property, detail) {
      if (!holds) fail(property, detail())
    },
  }
}
