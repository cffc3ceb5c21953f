import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { changeLines } from './change-lines.ts'
import type { ChangeLine } from './change-lines.ts'

/** A product offered in place of the present one: everything that would change, shown before it does. */
export interface Proposal {
  readonly hand: InHand
  readonly lines: readonly ChangeLine[]
  /** Minor units against the product as it stands. */
  readonly priceMinor: number
}

/** What taking another product would change. */
export function proposalOf(model: ConfigModel, now: InHand, next: InHand, lang: Lang): Proposal {
  const priceMinor = priceOf(model, next.choices).total.minor - priceOf(model, now.choices).total.minor
  return { hand: next, lines: changeLines(model, now.choices, next.choices, lang), priceMinor }
}

/** Without those that come to the same product as an earlier one; the order stays. */
export function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>()
  return proposals.filter(({ hand }) => {
    const key = JSON.stringify(Object.entries(hand.choices).sort())
    return !seen.has(key) && seen.add(key)
  })
}
