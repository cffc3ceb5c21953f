import { CART_LINES_MAX, LINE_UNITS_MAX, lineToJoin } from '@dangol/domain/carts/join.ts'
import { verdictOf } from '@dangol/domain/configurations/verdict.ts'
import { wellFormed } from '@dangol/domain/configurations/well-formed.ts'
import type { CartLineId } from '@dangol/domain/ids/ids.ts'
import { times } from '@dangol/domain/money/arithmetic.ts'
import { CONFIGURED_FULFILMENTS } from '@dangol/domain/promises/configured.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { BridgeInput, KioskCartLine, KioskVisit } from '@dangol/protocol/bridge.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { KioskBook } from './catalogue-book.ts'
import type { Effect } from './effects.ts'

type Refused = ReturnType<typeof refuse<Refusal>>
type Refusal =
  | 'unavailable'
  | 'unknown-family'
  | 'malformed-choices'
  | 'stale-revision'
  | 'not-yours'
  | 'no-such-configuration'
  | 'configuration-incomplete'
  | 'configuration-invalid'
  | 'cart-full'
  | 'no-such-line'
  | 'fulfilment-not-possible'
type Worked = { ok: true; value: Effect } | Refused
type Line = Pick<BridgeInput<'cart:add'>, 'item' | 'quantity' | 'fulfilment'> & { lineId: CartLineId }
type Change = Pick<BridgeInput<'cart:change'>, 'lineId' | 'quantity' | 'fulfilment'>

/** What a kiosk can say by itself while its store server is gone: by the same rules, and without any date. */
export interface Counter {
  quote(draft: ConfigurationDraft): { ok: true; value: ConfigurationView } | Refused
  save(visit: KioskVisit, draft: ConfigurationDraft): { ok: true; value: Effect & { kind: 'saved' } } | Refused
  discard(visit: KioskVisit, id: ConfigurationDraft['id']): Worked
  add(visit: KioskVisit, line: Line): Worked
  change(visit: KioskVisit, change: Change): Worked
}

/** A counter over the kiosk's own copy of the catalogue. */
export function createCounter(book: KioskBook, clock: Clock): Counter {
  const judged = (draft: ConfigurationDraft, origin: ConfigurationView['origin']): ConfigurationView => ({
    ...draft,
    origin,
    savedAt: clock.nowMs(),
    ...verdictOf(book, draft),
    promise: null,
  })
  const fitting = (draft: ConfigurationDraft, before: ConfigurationView | null) => {
    const model = book.model(draft.familyId, draft.modelVersion) ?? book.model(draft.familyId)
    return model && wellFormed(model, draft.choices, before?.choices ?? {})
  }
  return {
    quote(draft) {
      if (!book.model(draft.familyId)) return refuse('unknown-family')
      const choices = fitting(draft, null)
      return choices ? ok(judged({ ...draft, choices }, 'kiosk')) : refuse('malformed-choices')
    },
    save(visit, draft) {
      const before = visit.configurations.find(({ id }) => id === draft.id) ?? null
      if (!book.model(draft.familyId)) return refuse('unknown-family')
      if (before ? before.revision !== draft.revision : draft.revision !== 0)
        return refuse(before ? 'stale-revision' : 'not-yours')
      if (!isOwnPersona(visit, draft, before)) return refuse('not-yours')
      const choices = fitting(draft, before)
      if (!choices || (before && before.familyId !== draft.familyId)) return refuse('malformed-choices')
      const saved = { ...draft, choices, revision: draft.revision + 1 }
      return ok({ kind: 'saved' as const, view: judged(saved, before?.origin ?? 'kiosk') })
    },
    discard: (visit, id) =>
      visit.configurations.some((one) => one.id === id)
        ? ok({ kind: 'discarded', id })
        : refuse('no-such-configuration'),
    add(visit, asked) {
      const line = lineOf(book, visit, asked)
      if (!line.ok) return line
      const same = lineToJoin(visit.cart.lines, asked)
      if ((same?.quantity ?? 0) + asked.quantity > LINE_UNITS_MAX) return refuse('cart-full')
      if (!same && visit.cart.lines.length >= CART_LINES_MAX) return refuse('cart-full')
      if (!same) return ok({ kind: 'line-added', line: line.value })
      const { id, quantity, fulfilment } = same
      return ok({ kind: 'line-changed', id, quantity: quantity + asked.quantity, fulfilment })
    },
    change(visit, { lineId: id, quantity, fulfilment }) {
      const line = visit.cart.lines.find((one) => one.id === id)
      if (!line) return refuse('no-such-line')
      const isPossible = fulfilment === line.fulfilment || line.fulfilments.includes(fulfilment)
      if (quantity > 0 && !isPossible) return refuse('fulfilment-not-possible')
      return ok({ kind: 'line-changed', id, quantity, fulfilment })
    },
  }
}

function isOwnPersona(visit: KioskVisit, { personaId }: ConfigurationDraft, before: ConfigurationView | null): boolean {
  if (personaId === null || personaId === before?.personaId) return true
  return visit.customer?.personas.some(({ id }) => id === personaId) ?? false
}

/** A new line. Where stock lies only the store server knows, so no way is offered for what is stocked, and no date for anything. */
function lineOf(book: KioskBook, visit: KioskVisit, asked: Line): { ok: true; value: KioskCartLine } | Refused {
  const { lineId: id, item, quantity } = asked
  const line = { id, item, quantity, fulfilment: asked.fulfilment ?? 'pick-up', promise: null, problem: null }
  if (item.kind === 'stocked') {
    const sku = book.sku(item.sku)
    // The copy holds what is browsed; the store has more.
    if (!sku) return refuse('unavailable')
    const priced = { sku: sku.sku, title: sku.title, unitPrice: sku.price, total: times(sku.price, quantity) }
    return ok({ ...line, ...priced, fulfilments: [] })
  }
  const view = visit.configurations.find((one) => one.id === item.configurationId)
  const model = view && book.model(view.familyId)
  if (!view || !model) return refuse('no-such-configuration')
  if (view.validity.state === 'incomplete') return refuse('configuration-incomplete')
  if (view.validity.state === 'invalid' || view.sku === null) return refuse('configuration-invalid')
  const priced = { sku: view.sku, title: model.title, unitPrice: view.price, total: times(view.price, quantity) }
  return ok({ ...line, ...priced, fulfilments: [...CONFIGURED_FULFILMENTS] })
}
