import type { StoreLink } from '@dangol/client/store-link.ts'
import type { CommandId, IdSource } from '@dangol/domain/ids/ids.ts'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { KeyRing } from './key-ring.ts'

export interface RotationDeps {
  readonly ring: KeyRing
  readonly link: Pick<StoreLink, 'request'>
  readonly ids: IdSource
}

/**
 * Changes the key when it is old: the new one is signed by the old one and by itself. Both are on the disk while the store's answer
 * is on its way, so that a power cut leaves the kiosk with the one that the store knows, whichever that is.
 */
export async function rotateWhenDue({ ring, link, ids }: RotationDeps): Promise<boolean> {
  const next = ring.dueNext()
  if (next === null) return false
  const old = ring.key()
  const commandId = ids.next<CommandId>()
  // The connection it goes over was proven for this very store already.
  const said = { what: 'rotate', challenge: commandId, host: '', claims: [next.publicKey] } as const
  const answer = await link.request('devices:rotate', {
    commandId,
    publicKey: next.publicKey,
    signedByOld: await old.sign(proofBytes({ ...said, publicKey: old.publicKey })),
    signedByNew: await next.sign(proofBytes({ ...said, publicKey: next.publicKey })),
  })
  if (answer.ok) ring.rotated()
  return answer.ok
}
