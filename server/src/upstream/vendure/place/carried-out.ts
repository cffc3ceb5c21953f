/** By which a hand-over at the till is known among other shipments of an order. */
export const CARRIED_OUT = 'carry-out'
