import type { RandomBytes } from '../../src/platform/system-ids.ts'

/** Three two-digit numbers in the order in which the phone offers them, and the one of them that stands on the kiosk. */
interface Numbers {
  readonly number: string
  readonly offered: readonly string[]
}

/**
 * Three numbers of which no two look alike: they share no digit in the same place, and none is another one turned round. None
 * begins with 0, which some read and some do not.
 */
export function drawNumbers(random: RandomBytes): Numbers {
  const offered: string[] = []
  while (offered.length < 3) {
    const drawn = String(10 + below(90, random))
    if (!offered.some((one) => alike(one, drawn))) offered.push(drawn)
  }
  return { number: offered[below(3, random)] ?? '', offered }
}

const alike = (a: string, b: string): boolean => a[0] === b[0] || a[1] === b[1] || (a[0] === b[1] && a[1] === b[0])

/** A number from 0 to `limit` - 1, each as likely as every other; `limit` at most 256. */
function below(limit: number, random: RandomBytes): number {
  const fair = 256 - (256 % limit)
  for (;;) {
    const byte = random(1)[0] ?? 0
    if (byte < fair) return byte % limit
  }
}
