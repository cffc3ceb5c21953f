import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { encode } from 'cborg'

/** A passkey without its device: what a browser would answer to WebAuthn options, byte for byte. */
export interface TestPasskey {
  readonly id: string
  /** Answers the options of 'staff:passkey-begin'. */
  register(options: unknown, changed?: Partial<Answering>): Record<string, unknown>
  /** Answers the options of 'staff:step-up-begin'. */
  show(options: unknown, changed?: Partial<Answering>): Record<string, unknown>
}

interface Answering {
  readonly origin: string
  readonly rpId: string
  /** Somebody showed the device that it is them: by finger, face or code. */
  readonly userVerified: boolean
  /** Synced passkeys always say 0. */
  readonly counter: number
}

const FLAGS = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 }

/** Makes one that lives at `origin`. */
export function createTestPasskey(origin: string): TestPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(20)
  const id = credentialId.toString('base64url')
  const usual: Answering = { origin, rpId: new URL(origin).hostname, userVerified: true, counter: 0 }

  const authData = ({ rpId, userVerified, counter }: Answering, attested: Uint8Array | null): Buffer => {
    const flags = FLAGS.userPresent | (userVerified ? FLAGS.userVerified : 0) | (attested === null ? 0 : FLAGS.attested)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? new Uint8Array()])
  }
  const clientData = (type: string, options: unknown, by: Answering): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: challengeOf(options), origin: by.origin, crossOrigin: false }))
  const answer = (response: Record<string, string>) => ({
    ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
    response,
  })
  return {
    id,
    register(options, changed = {}) {
      const by = { ...usual, ...changed }
      const length = Buffer.from([0, credentialId.length])
      const attested = Buffer.concat([
        Buffer.alloc(16),
        length,
        credentialId,
        coseKey(publicKey.export({ format: 'jwk' })),
      ])
      const attestationObject = encode({ fmt: 'none', attStmt: {}, authData: authData(by, attested) })
      return answer({
        clientDataJSON: base64url(clientData('webauthn.create', options, by)),
        attestationObject: base64url(attestationObject),
      })
    },
    show(options, changed = {}) {
      const by = { ...usual, ...changed }
      const client = clientData('webauthn.get', options, by)
      const data = authData(by, null)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return answer({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      })
    },
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()

function challengeOf(options: unknown): string {
  const challenge = typeof options === 'object' && options !== null && 'challenge' in options ? options.challenge : null
  if (typeof challenge !== 'string') throw new Error('options without a challenge')
  return challenge
}

/** RFC 9052: EC2, ES256, P-256. */
function coseKey({ x, y }: { x?: string; y?: string }): Uint8Array {
  return encode(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x ?? '', 'base64url')],
      [-3, Buffer.from(y ?? '', 'base64url')],
    ]),
  )
}
