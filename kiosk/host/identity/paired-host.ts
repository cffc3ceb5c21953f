import type { DeviceIdentity } from '@dangol/client/device-identity.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { refuse } from '@dangol/domain/result/result.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import { BRIDGE } from '@dangol/protocol/bridge.ts'
import type { BridgeCall, KioskState } from '@dangol/protocol/bridge.ts'
import type { BridgeHandlers } from '../calls/call-context.ts'
import type { KioskHost } from '../kiosk-host.ts'
import { createPublisher } from '../publisher.ts'
import { startPairing } from './pairing.ts'
import type { PairingUnderWay } from './pairing.ts'

export interface PairedHostDeps {
  readonly identity: DeviceIdentity
  readonly timers: Timers
  /** As the office named this kiosk before; null for one that was never let in. */
  readonly pairedAs: DeviceId | null
  readonly onPaired: (deviceId: DeviceId) => void
  /** The host of this kiosk; `onUnknown` when the store says that it knows no such device. */
  readonly open: (deviceId: DeviceId, onUnknown: () => void) => KioskHost
  /** What the screen is shown of a kiosk that is nobody's yet. */
  readonly unpaired: () => KioskState
}

/**
 * A kiosk whose store trusts paired devices only: it shows its code until the office has let it in, then is the kiosk it became,
 * and shows a code again when it was put out. What it keeps on its disk is nobody's name, and waits.
 */
export function createPairedHost(deps: PairedHostDeps): KioskHost {
  let host: KioskHost | null = null
  let pairing: PairingUnderWay | null = null
  let stopTelling: () => void = () => undefined
  const state = (): KioskState => host?.state() ?? { ...deps.unpaired(), pairing: pairing?.shown() ?? null }
  const published = createPublisher(state)

  const become = (deviceId: DeviceId): void => {
    pairing = null
    host = deps.open(deviceId, putOut)
    // Its first word comes at once, and is the change.
    stopTelling = host.onState(published.soon)
  }
  const putOut = (): void => {
    stopTelling()
    host?.close()
    host = null
    ask()
    published.soon()
  }
  const ask = (): void => {
    pairing = startPairing({
      ...deps,
      onChange: published.soon,
      onPaired(deviceId) {
        deps.onPaired(deviceId)
        become(deviceId)
      },
    })
  }
  if (deps.pairedAs === null) ask()
  else become(deps.pairedAs)

  return {
    handlers: handlersOf(() => host, state),
    state,
    onState: published.listen,
    close() {
      published.close()
      stopTelling()
      pairing?.stop()
      host?.close()
    },
  }
}

/** Whatever is asked goes to the host there is; without one, there is a state and nothing else. */
function handlersOf(host: () => KioskHost | null, state: () => KioskState): BridgeHandlers {
  const names = Object.keys(BRIDGE) as BridgeCall[]
  const passOn = (name: BridgeCall) => (input: unknown) => {
    const present = host()
    if (present === null) return name === 'kiosk:state' ? { ok: true, value: state() } : refuse('unavailable')
    // The router has checked the input of this very name.
    return (present.handlers[name] as (input: unknown) => unknown)(input)
  }
  return Object.fromEntries(names.map((name) => [name, passOn(name)])) as unknown as BridgeHandlers
}
