import type { DeviceIdentity } from '@dangol/client/device-identity.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { fingerprintOf } from '@dangol/domain/trust/device-proof.ts'
import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'

/** How often the kiosk looks whether the office has let it in, and how long it waits before it tries a store that did not answer. */
const LOOK_EVERY_MS = 2_000

/** A kiosk that asks to be let in, until it is. */
export interface PairingUnderWay {
  shown(): NonNullable<KioskState['pairing']>
  stop(): void
}

interface PairingDeps {
  readonly identity: DeviceIdentity
  readonly timers: Timers
  readonly onChange: () => void
  readonly onPaired: (deviceId: DeviceId) => void
}

/** Shows a code until somebody has typed it in the office; an old one is replaced by itself. */
export function startPairing({ identity, timers, onChange, onPaired }: PairingDeps): PairingUnderWay {
  const fingerprint = fingerprintOf(identity.key.publicKey)
  let shown: NonNullable<KioskState['pairing']> = { state: 'connecting', code: null, fingerprint }
  let isOver = false
  let cancel: CancelTimer = () => undefined

  const show = (next: typeof shown): void => {
    if (next.state === shown.state && next.code === shown.code) return
    shown = next
    onChange()
  }
  const look = async (): Promise<void> => {
    // One that is refused, expired or revoked is nobody's, and asks anew.
    const before = shown.code === null ? await identity.pair('kiosk') : await identity.pairing()
    const answer = before.ok && before.value.state === 'none' ? await identity.pair('kiosk') : before
    if (isOver) return
    if (answer.ok && answer.value.state === 'paired') {
      isOver = true
      onPaired(answer.value.deviceId)
      return
    }
    if (answer.ok && answer.value.state === 'pending') show({ state: 'waiting', code: answer.value.code, fingerprint })
    else if (!answer.ok) show({ state: 'connecting', code: null, fingerprint })
    cancel = timers.after(LOOK_EVERY_MS, () => void look())
  }
  void look()
  return {
    shown: () => shown,
    stop() {
      isOver = true
      cancel()
    },
  }
}
