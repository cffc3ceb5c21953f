import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { ProofOf } from '@dangol/domain/trust/device-proof.ts'
import type { DeviceKind, DeviceProof } from '@dangol/protocol/handshake.ts'
import { ChallengeAnswerSchema, PairingSchema, TrustRefusalSchema, TrustStateSchema } from '@dangol/protocol/trust.ts'
import type { FoundSchema, Pairing } from '@dangol/protocol/trust.ts'
import type { z } from 'zod'

/** A device's own Ed25519 key; the private half never leaves where it was made. */
export interface DeviceKey {
  /** 32 bytes, base64url. */
  readonly publicKey: string
  /** 64 bytes, base64url. */
  sign(bytes: Uint8Array): Promise<string>
}

/** How a device that is not of the house yet reaches the store: JSON over HTTP. Rejects when nobody answers. */
export interface TrustLine {
  /** As the device addresses the store: `host:port`, lower case. */
  readonly host: string
  post(path: string, body: object): Promise<{ readonly status: number; readonly body: unknown }>
  get(path: string): Promise<{ readonly status: number; readonly body: unknown }>
}

type Refused = z.infer<typeof TrustRefusalSchema>['code'] | 'unavailable'
type Answered<T> = Promise<Result<T, { code: Refused }>>
type TrustState = z.infer<typeof TrustStateSchema>
type First = Pick<z.infer<typeof FoundSchema>, 'setupCode' | 'associate' | 'pin'>

/** What a device says for itself before it is let in, and the proof with which it comes in. Nothing here rejects but `proof`. */
export interface DeviceIdentity {
  readonly key: DeviceKey
  state(): Answered<TrustState>
  /** Asks to be let in; the same key gets its pending code again. */
  pair(kind: DeviceKind): Answered<Pairing>
  pairing(): Answered<Pairing>
  /** The first office and the first manager of a store that nobody runs yet. */
  found(first: First): Answered<Pairing>
  /** For the handshake of this very connection. Rejects when the store gives no challenge. */
  proof(deviceId: DeviceId, kind: DeviceKind): Promise<DeviceProof>
}

/** Everything is signed over a challenge that the store gave just now (recognition-ux 8.1). */
export function createDeviceIdentity(line: TrustLine, key: DeviceKey): DeviceIdentity {
  const signed = async (what: ProofOf, claims: readonly string[]): Promise<DeviceProof> => {
    const { status, body } = await line.post('/trust/challenge', {})
    if (status !== 200) throw new Error('the store gave no challenge')
    const { challenge } = ChallengeAnswerSchema.parse(body)
    const { host } = line
    const { publicKey } = key
    return {
      ...{ challenge, host, publicKey },
      signature: await key.sign(proofBytes({ what, challenge, host, publicKey, claims })),
    }
  }
  const ask = async <T>(schema: z.ZodType<T>, what: ProofOf, claims: readonly string[], more: object = {}) => {
    const path = `/trust/${what}`
    return judged(schema, async () => line.post(path, { ...(await signed(what, claims)), ...more }))
  }
  return {
    key,
    state: () => judged(TrustStateSchema, () => line.get('/trust/state')),
    pair: (kind) => ask(PairingSchema, 'pair', [kind], { kind }),
    pairing: () => ask(PairingSchema, 'pair-status', []),
    found: ({ setupCode, associate, pin }) =>
      ask(PairingSchema, 'found', [setupCode, associate.id, associate.name, pin], { setupCode, associate, pin }),
    proof: (deviceId, kind) => signed('connect', [deviceId, kind]),
  }
}

/** Whatever is not understood counts as nobody there. */
async function judged<T>(
  schema: z.ZodType<T>,
  send: () => Promise<{ readonly status: number; readonly body: unknown }>,
): Answered<T> {
  try {
    const { status, body } = await send()
    if (status === 200) return ok(schema.parse(body))
    const refusal = TrustRefusalSchema.safeParse(body)
    return refuse(refusal.success ? refusal.data.code : 'unavailable')
  } catch {
    return refuse('unavailable')
  }
}
