// tsyringe, by which the library finds its parts, asks for it.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { RandomBytes } from '../platform/system-ids.ts'
import { nameConstraints } from './name-constraints.ts'
import type { Named } from './name-constraints.ts'

/** Made once for a store; ten years, and kept offline. */
export const AUTHORITY_DAYS = 3_653
/** Short enough that a key that was lost is soon worth nothing. */
export const LEAF_DAYS = 90
const DAY_MS = 24 * 60 * 60_000
/** A device whose clock is a little behind must not find it not begun. */
const BEGINS_BEFORE_MS = 60 * 60_000
const SERIAL_BYTES = 16

/** A certificate and its key, both PEM. */
export interface Pair {
  readonly cert: string
  readonly key: string
}

/** When, by whose chance, and for how long. */
export interface Making {
  readonly nowMs: number
  readonly random: RandomBytes
  readonly days: number
}

/** P-256: Chromium takes no Ed25519 in certificates. */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** An authority that can vouch for these names and nothing else, and for servers only. */
export async function makeAuthority(title: string, named: Named, making: Making): Promise<Pair> {
  const keys = await newKeys()
  const cert = await X509CertificateGenerator.createSelfSigned({
    ...lifeOf(making),
    name: [{ CN: [title] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      nameConstraints(named),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await pemOf(keys.privateKey) }
}

/** The store server's certificate, signed by an authority. Whether it may vouch for the names, those who trust it decide. */
export async function makeLeaf(authority: Pair, { names, addresses }: Named, making: Making): Promise<Pair> {
  const keys = await newKeys()
  const issuer = new X509Certificate(authority.cert)
  const first = names[0] ?? addresses[0] ?? ''
  const cert = await X509CertificateGenerator.create({
    ...lifeOf(making),
    subject: [{ CN: [first] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await pemOf(keys.privateKey) }
}

function lifeOf({ nowMs, random, days }: Making) {
  const serial = Buffer.from(random(SERIAL_BYTES))
  // Positive, and of full length.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return {
    serialNumber: serial.toString('hex'),
    notBefore: new Date(nowMs - BEGINS_BEFORE_MS),
    notAfter: new Date(nowMs + days * DAY_MS),
  }
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}

const signingKeyOf = (pem: string) =>
  webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), ALGORITHM, false, ['sign'])
