/** How a line reaches the shopper; one cart may mix all three. */
export const FULFILMENTS = ['carry-out', 'pick-up', 'delivery'] as const
export type Fulfilment = (typeof FULFILMENTS)[number]

/** The line is to be sent, and the visit says why there is nowhere to send it. */
export const lacksAddress = (
  line: { readonly fulfilment: Fulfilment },
  visit: { readonly noDelivery?: string } | null | undefined,
): boolean => line.fulfilment === 'delivery' && visit?.noDelivery !== undefined
