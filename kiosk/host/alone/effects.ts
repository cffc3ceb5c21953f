import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import { cartTotal, cartUnits } from '@dangol/domain/carts/total.ts'
import type { CartLineId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { times } from '@dangol/domain/money/arithmetic.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { KioskCartLine, KioskVisit } from '@dangol/protocol/bridge.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'

/**
 * What a command on its way makes of the visit, worked out when it was made. Each says how a thing is afterwards and not how it
 * changes, so that showing it over a visit that has it already changes nothing.
 */
export type Effect =
  | { readonly kind: 'language'; readonly lang: Lang }
  | { readonly kind: 'saved'; readonly view: ConfigurationView }
  | { readonly kind: 'discarded'; readonly id: ConfigurationId }
  | { readonly kind: 'line-added'; readonly line: KioskCartLine }
  /** Quantity 0 takes the line out. */
  | {
      readonly kind: 'line-changed'
      readonly id: CartLineId
      readonly quantity: number
      readonly fulfilment: Fulfilment
    }

/** The visit as the shopper left it: the store server's word of it, with what is on its way there. */
export const withEffects = (visit: KioskVisit, effects: readonly Effect[]): KioskVisit =>
  effects.reduce((shown, effect) => withEffect(shown, effect), visit)

function withEffect(visit: KioskVisit, effect: Effect): KioskVisit {
  switch (effect.kind) {
    case 'language':
      return { ...visit, lang: effect.lang }
    case 'saved':
      return withSaved(visit, effect.view)
    case 'discarded':
      return { ...visit, configurations: visit.configurations.filter(({ id }) => id !== effect.id) }
    case 'line-added':
      return visit.cart.lines.some(({ id }) => id === effect.line.id)
        ? visit
        : withLines(visit, [...visit.cart.lines, effect.line])
    case 'line-changed':
      return withLines(
        visit,
        visit.cart.lines.flatMap((line) => (line.id === effect.id ? changed(line, effect) : [line])),
      )
  }
}

/** A newer revision than the one on its way is the store server's last word. */
function withSaved(visit: KioskVisit, view: ConfigurationView): KioskVisit {
  const before = visit.configurations.find(({ id }) => id === view.id)
  if (before && before.revision >= view.revision) return visit
  const others = visit.configurations.filter(({ id }) => id !== view.id)
  const lines = visit.cart.lines.map((line) =>
    line.item.kind === 'configured' && line.item.configurationId === view.id ? lineOf(line, view) : line,
  )
  return withLines({ ...visit, configurations: [view, ...others] }, lines)
}

/** The line of a configuration that was changed after it was put into the cart. */
function lineOf(line: KioskCartLine, { price, sku, validity }: ConfigurationView): KioskCartLine {
  const problem =
    validity.state === 'valid'
      ? null
      : validity.state === 'incomplete'
        ? ('configuration-incomplete' as const)
        : ('configuration-invalid' as const)
  return { ...line, sku: sku ?? line.sku, unitPrice: price, total: times(price, line.quantity), promise: null, problem }
}

function changed(line: KioskCartLine, to: { quantity: number; fulfilment: Fulfilment }): KioskCartLine[] {
  const { quantity, fulfilment } = to
  if (quantity === 0) return []
  if (quantity === line.quantity && fulfilment === line.fulfilment) return [line]
  // Another quantity or way has another date, which only the store server knows.
  return [{ ...line, quantity, fulfilment, total: times(line.unitPrice, quantity), promise: null }]
}

function withLines(visit: KioskVisit, lines: KioskCartLine[]): KioskVisit {
  const total = cartTotal(lines, visit.cart.total.currency)
  return { ...visit, cart: { lines, total, units: cartUnits(lines) } }
}
