import { Extension } from '@peculiar/x509'
import { addressBytes } from '../platform/address-bytes.ts'

/** What a certificate is for: DNS names and IP addresses. */
export interface Named {
  readonly names: readonly string[]
  readonly addresses: readonly string[]
}

const SEQUENCE = 0x30
/** Context tags of NameConstraints and of GeneralName (RFC 5280 4.2.1.10, 4.2.1.6). */
const PERMITTED = 0xa0
const EXCLUDED = 0xa1
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

/**
 * The critical extension that keeps an authority to its own store: whoever steals its key can pretend to be that store, and
 * nobody else. A kind of name of which none is permitted is excluded whole, for a kind that is not mentioned is free.
 */
export function nameConstraints({ names, addresses }: Named): Extension {
  const permitted = [...names.map(dnsName), ...addresses.map(oneAddress)]
  const excluded = [
    ...(names.length === 0 ? [dnsName('')] : []),
    ...(addresses.length === 0 ? [tagged(IP_ADDRESS, new Uint8Array(8)), tagged(IP_ADDRESS, new Uint8Array(32))] : []),
  ]
  const parts = [subtrees(PERMITTED, permitted), subtrees(EXCLUDED, excluded)]
  return new Extension('2.5.29.30', true, tagged(SEQUENCE, Buffer.concat(parts)))
}

const dnsName = (name: string): Buffer<ArrayBuffer> => tagged(DNS_NAME, Buffer.from(name, 'ascii'))

/** The address and a mask that fits nothing else. */
function oneAddress(address: string): Buffer<ArrayBuffer> {
  const bytes = addressBytes(address)
  if (bytes === null) throw new RangeError(`${address} is no address`)
  return tagged(IP_ADDRESS, Buffer.concat([bytes, new Uint8Array(bytes.length).fill(0xff)]))
}

function subtrees(tag: number, bases: readonly Uint8Array[]): Uint8Array {
  if (bases.length === 0) return new Uint8Array()
  return tagged(tag, Buffer.concat(bases.map((base) => tagged(SEQUENCE, base))))
}

/** DER: tag, length, content. */
function tagged(tag: number, content: Uint8Array): Buffer<ArrayBuffer> {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  if (length > 0xffff) throw new RangeError('more names than one certificate is for')
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
