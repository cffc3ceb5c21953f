/** How a line reaches the shopper; one cart may mix all three. */
export const FULFILMENTS = ['carry-out', 'pick-up', 'delivery'] as const
export type Fulfilment = (typeof FULFILMENTS)[number]
