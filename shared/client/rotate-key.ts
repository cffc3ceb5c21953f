import type { CommandId, IdSource } from '@dangol/domain/ids/ids.ts'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { DeviceKey } from './device-identity.ts'
import type { StoreLink } from './store-link.ts'

/** A device's own key, and the one that follows it; kept wherever the device keeps such things. */
export interface ChangingKey {
  /** As the store knows this device. */
  key(): DeviceKey
  /** The key that follows, once the present one is old; kept before it is told to anybody. */
  dueNext(): DeviceKey | null | Promise<DeviceKey | null>
  /** Goes on with the next key; false when there is none. */
  takeNext(): boolean | Promise<boolean>
}

interface RotationDeps {
  readonly own: ChangingKey
  readonly link: Pick<StoreLink, 'request'>
  readonly ids: IdSource
}

/**
 * Changes the key when it is old: the new one is signed by the old one and by itself. Both are kept while the store's answer is on
 * its way, so that whichever the store knows is at hand, also after a power cut. Resolves with whether it was changed.
 */
export async function rotateWhenDue({ own, link, ids }: RotationDeps): Promise<boolean> {
  const next = await own.dueNext()
  if (next === null) return false
  const old = own.key()
  const commandId = ids.next<CommandId>()
  // The connection it goes over was proven for this very store already.
  const said = { what: 'rotate', challenge: commandId, host: '', claims: [next.publicKey] } as const
  const answer = await link.request('devices:rotate', {
    commandId,
    publicKey: next.publicKey,
    signedByOld: await old.sign(proofBytes({ ...said, publicKey: old.publicKey })),
    signedByNew: await next.sign(proofBytes({ ...said, publicKey: next.publicKey })),
  })
  return answer.ok && own.takeNext()
}
