import type { Random } from '@dangol/domain/chance/random.ts'

export type Weighed<T> = readonly [weight: number, thing: T]

/** A person has looked, and touches a while later: by then somebody else may have been there. */
export type Think = (touch: () => void) => void

/** One of them, by weight; something must weigh something. */
export function chooseWeighed<T>(things: readonly Weighed<T>[], random: Random): T {
  const total = things.reduce((sum, [weight]) => sum + weight, 0)
  let left = random.below(total)
  for (const [weight, thing] of things) {
    left -= weight
    if (left < 0) return thing
  }
  throw new Error('nothing to choose from')
}
