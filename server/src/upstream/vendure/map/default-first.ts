interface Address {
  readonly id: string
  readonly defaultShippingAddress?: boolean | null | undefined
}

/** The address that goods go to first, the others as they were made; the shop gives them in no order. */
export const defaultFirst = <A extends Address>(addresses: readonly A[] | null): A[] =>
  (addresses ?? []).toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id, 'en', { numeric: true }))

const rank = ({ defaultShippingAddress }: Address): number => (defaultShippingAddress === true ? 0 : 1)
