import { isIPv4, isIPv6 } from 'node:net'

/** As people write it: a server that listens for IPv6 as well hears IPv4 in its clothes. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** The 4 or 16 bytes of an address; null for what is none. An IPv4 address in IPv6 clothes is an IPv4 address. */
export function addressBytes(address: string): Uint8Array | null {
  const plain = plainAddress(address).toLowerCase()
  if (isIPv4(plain)) return Uint8Array.from(plain.split('.').map(Number))
  if (!isIPv6(plain) || plain.includes('.') || plain.includes('%')) return null
  const [head = '', tail] = plain.split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const missing = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<number>(missing).fill(0), ...after]
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

const groupsOf = (part: string): number[] =>
  part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
