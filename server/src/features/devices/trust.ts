import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { DeviceThumbprints } from '../../ports/devices.ts'
import type { SnapshotProvider } from '../../ports/sync.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createChallenges } from './challenges.ts'
import { createFound } from './founding.ts'
import type { Found, FoundingDeps } from './founding.ts'
import { createInventory } from './inventory.ts'
import type { InventoryDeps } from './inventory.ts'
import { createLetIn } from './let-in.ts'
import type { LetInDeps } from './let-in.ts'
import { createPairingDesk } from './pairing.ts'
import type { PairingDeps, PairingDesk } from './pairing.ts'
import { createJudgeProof, thumbprintOf } from './proof.ts'
import { createPutOut } from './put-out.ts'
import type { PutOutDeps } from './put-out.ts'

type Made = 'inventory' | 'pairings' | 'judge' | 'storeName'
export type TrustDeps = Omit<InventoryDeps & PairingDeps & LetInDeps & PutOutDeps & FoundingDeps, Made> & {
  readonly steady: Clock
  readonly isOwnHost: (host: string) => boolean
  readonly store: { readonly title: Localised }
}

type TrustRequest =
  'devices:find-pairing' | 'devices:approve' | 'devices:reject' | 'devices:revoke' | 'devices:rename' | 'devices:rotate'

/** Which devices are of the house, and how they come to be. */
export interface DeviceTrust extends Pick<PairingDesk, 'pair' | 'status'>, DeviceThumbprints {
  readonly handlers: Handlers<TrustRequest>
  challenge(): string
  readonly found: Found
  /** Somebody runs this store. */
  hasManager(): boolean
  /** Nobody needs the set-up code any more. */
  isFounded(): boolean
  /** Judges a handshake that brings a proof; one without is a stranger's. */
  knows(handshake: Handshake): 'yes' | 'no' | 'stale-challenge'
  /** The device of the house whose id, kind and key a handshake names, proven or not; null for a stranger. */
  namedBy(handshake: Handshake): DeviceId | null
  isActive(id: DeviceId): boolean
  readonly snapshot: SnapshotProvider
}

export function createDeviceTrust(deps: TrustDeps): DeviceTrust {
  const challenges = createChallenges(deps)
  const judge = createJudgeProof({ challenges, isOwnHost: deps.isOwnHost })
  const inventory = createInventory(deps)
  const pairings = createPairingDesk({ ...deps, judge, storeName: deps.store.title })
  const made = { ...deps, inventory, pairings, judge }
  const namedBy = ({ id, kind }: Handshake['device'], publicKey: string): DeviceId | null => {
    const known = inventory.activeWithKey(publicKey)
    return known?.id === id && known.kind === kind ? id : null
  }
  return {
    handlers: { ...createLetIn(made), ...createPutOut(made) },
    challenge: challenges.issue,
    pair: pairings.pair,
    status: pairings.status,
    found: createFound(made),
    hasManager: () => deps.founder.isFounded(),
    isFounded: () => deps.founder.isFounded() && deps.setupCode.read() === null,
    knows({ device, proof }) {
      if (proof === undefined) return 'no'
      const worth = judge('connect', proof, [device.id, device.kind])
      if (worth !== 'good') return worth === 'stale-challenge' ? worth : 'no'
      return namedBy(device, proof.publicKey) === null ? 'no' : 'yes'
    },
    namedBy: ({ device, proof }) => (proof === undefined ? null : namedBy(device, proof.publicKey)),
    isActive: inventory.isActive,
    thumbprintOf(id) {
      const device = inventory.find(id)
      return device?.state === 'active' ? thumbprintOf(device.publicKey) : null
    },
    snapshot: (topic) => (topic === 'fleet' ? inventory.puts() : []),
  }
}
