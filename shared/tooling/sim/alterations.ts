import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Carrier, Desk } from '@dangol/server/src/transport/carrier.ts'

/** Safeguards taken away from outside, to see that the checks notice: no product code knows of them. */
export interface Alterations {
  /** Before the server sends by it. */
  readonly carrier?: (carrier: Carrier) => Carrier
  /** Before a device asks at it. */
  readonly desk?: (desk: Desk) => Desk
  /** Before a device hears of it. */
  readonly heard?: (device: DeviceId, event: string, message: unknown) => unknown
  /** The disk says that it has written, and has not: with the power, everything since the last few seconds is gone. */
  readonly disk?: 'lies'
}
