import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { encode } from 'cborg'
import { PUBLIC_URL } from './shop-stage.ts'

/** Flags of authenticator data (WebAuthn 6.1): somebody touched it, and it knows who. */
const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_KEY = 0x40

interface Prompted {
  /** What the page says its origin is; browsers do not let it choose. */
  readonly origin?: string
  readonly rpId?: string
  /** False for a touch without a finger, a face or a code. */
  readonly verified?: boolean
}

/** A phone's passkeys in software: makes one, and signs with it, as a browser hands it over. */
export function createAuthenticator() {
  const keys = new Map<string, { privateKey: KeyObject; counter: number }>()

  function make(options: unknown, o: Prompted = {}) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(16)
    keys.set(id.toString('base64url'), { privateKey, counter: 0 })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const coordinate = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
    const cose = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ])
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, encode(cose)])
    const authData = Buffer.concat([head({ ...o, counter: 0, extra: HAS_KEY }), attested])
    const attestationObject = encode({ fmt: 'none', attStmt: {}, authData: Uint8Array.from(authData) })
    return {
      ...{ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' },
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData('webauthn.create', options, o).toString('base64url'),
        attestationObject: Buffer.from(attestationObject).toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  function use(options: unknown, o: Prompted & { id?: string } = {}) {
    const id = o.id ?? [...keys.keys()].at(-1) ?? ''
    const key = keys.get(id)
    if (key === undefined) throw new Error('This authenticator has no such passkey')
    key.counter += 1
    const authenticatorData = head({ ...o, counter: key.counter, extra: 0 })
    const client = clientData('webauthn.get', options, o)
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(client).digest()])
    return {
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, key.privateKey).toString('base64url'),
      },
    }
  }

  return { make, use }
}

const challengeOf = (options: unknown): string => (options as { challenge: string }).challenge

const clientData = (type: string, options: unknown, { origin = PUBLIC_URL }: Prompted): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge: challengeOf(options), origin, crossOrigin: false }))

function head(o: Prompted & { counter: number; extra: number }): Buffer {
  const { rpId = new URL(PUBLIC_URL).hostname, verified = true, counter, extra } = o
  const rest = Buffer.alloc(5)
  rest[0] = PRESENT | (verified ? VERIFIED : 0) | extra
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest])
}
