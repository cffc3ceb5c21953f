import type { Random } from '@dangol/domain/chance/random.ts'
import { rm1Head, rm1Text } from '@dangol/domain/recognition/rm1.ts'
import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'

/** What a scanner may read: codes that are nearly good, and what is no code at all. */
export function barcode(random: Random): string {
  const bytes = (length: number) => Uint8Array.from({ length }, () => random.below(256))
  const whole = random.pick<() => string>([
    () => {
      const kind = random.pick(['ed25519', 'p256'] as const)
      const credId = Buffer.from(bytes(8)).toString('hex')
      return rm1Text(rm1Head({ kind, credId, ts: random.below(2 ** 32), nonce: bytes(6) }), bytes(64))
    },
    () => `RC1:${makeRc1(bytes(8))}`,
    () => `RC1S:${Array.from(bytes(random.below(300)), (byte) => BASE45.charAt(byte % 45)).join('')}`,
    () => Array.from(bytes(random.below(200)), (byte) => String.fromCodePoint(byte)).join(''),
    () =>
      random.pick(['RM1:', 'RC1:', 'RC1S:', 'HTTPS://M.EXAMPLE/K/BCDFGHJK', 'ㅁㄴㅇㄹ', '\u001B[31m', '\r\n\t\u0000']),
    () => 'A'.repeat(random.pick([128, 129, 130, 4_096, 4_097, 60_000])),
  ])()
  return random.chance(0.5) ? whole : altered(whole, random)
}

function altered(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  return random.pick([
    text.slice(0, at),
    text.slice(at),
    `${text.slice(0, at)}${String.fromCodePoint(random.below(0x3000))}${text.slice(at + 1)}`,
    text.toLowerCase(),
    `${text}${text}`,
    ` ${text} `,
  ])
}

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
