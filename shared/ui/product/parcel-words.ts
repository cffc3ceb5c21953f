import { sentUnits } from '@dangol/domain/orders/past-order.ts'
import type { ParcelStage } from '@dangol/domain/orders/past-order.ts'

export interface Parcel {
  readonly stage: ParcelStage
  readonly at: number | null
  readonly units: number
  readonly carrier?: string | null
  readonly tracking?: string | null
}
interface Sent {
  readonly units: number
  readonly state: string
  readonly parcels: readonly Parcel[]
}

/** Its parcels have nothing more to say of what was not sent: the order is over, or went another way than by parcel. */
const OVER: ReadonlySet<string> = new Set(['shipped', 'completed', 'cancelled'])

/** How much of an order was sent, where that is neither all of it nor told by the order itself. */
export function howMuchSent({ units, state, parcels }: Sent): 'none' | 'part' | null {
  const sent = sentUnits(parcels)
  if (sent >= units || state === 'cancelled') return null
  if (sent > 0) return 'part'
  return parcels.length === 0 && !OVER.has(state) ? 'none' : null
}
