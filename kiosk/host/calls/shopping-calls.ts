import type { CartLineId, ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import { isUp } from '../visit/patience.ts'
import { bridgeRefusal, doneOrRefused, inVisit, inVisitKept } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

type ConfigurationCalls = BridgeHandlers<'configuration:save' | 'configuration:quote' | 'configuration:discard'>
type CartCalls = BridgeHandlers<'cart:add' | 'cart:change' | 'order:place'>
type StockCalls = BridgeHandlers<'catalogue:stock'>

/** Configurations, cart and order. The host mints every id, so that a repeated touch is a repeated command (conventions 11). */
export function shoppingCalls(context: CallContext): ConfigurationCalls & CartCalls & StockCalls {
  return {
    ...configurationCalls(context),
    ...cartCalls(context),
    ...orderCalls(context),
    async 'catalogue:stock'({ query }) {
      const answer = await context.link.request('catalogue:stock', { query })
      return answer.ok ? answer : bridgeRefusal('catalogue:stock', answer.error.code)
    },
  }
}

function configurationCalls(context: CallContext): ConfigurationCalls {
  const { link, ids, counter, saves } = context
  return {
    async 'configuration:save'(input) {
      const draft = saves.redirected({ ...draftOf(input), id: input.id ?? ids.next<ConfigurationId>() })
      const { by, answer } = await inVisitKept(
        context,
        input,
        'configurations:save',
        ({ id: visitId }, commandId) => ({ commandId, visitId, draft }),
        (visit) => counter.save(visit, draft),
      )
      if (!answer.ok) return bridgeRefusal('configuration:save', answer.error.code)
      if (by === 'server') return answer
      if (answer.value.kind !== 'saved') throw new Error('a save worked out something else')
      return ok(answer.value.view)
    },
    async 'configuration:quote'(input) {
      const unsaved = { id: ids.next<ConfigurationId>(), revision: 0, name: '', personaId: null, secret: false }
      const draft = { ...unsaved, ...input }
      const answer = isUp(link) ? await link.request('configurations:quote', { draft }) : null
      if (answer?.ok) return answer
      if (answer && answer.error.code !== 'unavailable') return bridgeRefusal('configuration:quote', answer.error.code)
      const own = counter.quote(draft)
      return own.ok ? own : bridgeRefusal('configuration:quote', own.error.code)
    },
    async 'configuration:discard'(input) {
      const done = await inVisitKept(
        context,
        input,
        'configurations:discard',
        ({ id: visitId }, commandId) => ({ commandId, visitId, configurationId: input.id }),
        (visit) => counter.discard(visit, input.id),
      )
      return doneOrRefused('configuration:discard', done.answer)
    },
  }
}

function cartCalls(context: CallContext): Pick<CartCalls, 'cart:add' | 'cart:change'> {
  const { ids, counter } = context
  return {
    async 'cart:add'(input) {
      const { item, quantity, fulfilment } = input
      const line = { lineId: ids.next<CartLineId>(), item, quantity, fulfilment }
      const done = await inVisitKept(
        context,
        input,
        'carts:add',
        ({ id: visitId }, commandId) => ({ commandId, visitId, ...line }),
        (visit) => counter.add(visit, line),
      )
      return doneOrRefused('cart:add', done.answer)
    },
    async 'cart:change'({ seen, ...input }) {
      const { lineId, quantity, fulfilment } = input
      const done = await inVisitKept(
        context,
        input,
        'carts:change',
        ({ id: visitId, cart }, commandId) => {
          // Where no way is offered the shopper saw none: the store server has yet to choose one.
          const isSeen = cart.lines.some(({ id, fulfilments }) => id === lineId && fulfilments.length > 0)
          return { commandId, visitId, lineId, quantity, fulfilment, ...(isSeen && { seen }) }
        },
        (visit) => counter.change(visit, { lineId, quantity, fulfilment }),
      )
      return doneOrRefused('cart:change', done.answer)
    },
  }
}

function orderCalls(context: CallContext): Pick<CartCalls, 'order:place'> {
  return {
    async 'order:place'(input) {
      const answer = await inVisit(context, 'order:place', input, ({ id: visitId }, { commandId, thingId }) =>
        context.link.request('orders:place', {
          commandId,
          visitId,
          orderId: thingId as OrderId,
          acceptedTotal: input.acceptedTotal,
        }),
      )
      return answer.ok ? answer : bridgeRefusal('order:place', answer.error.code)
    },
  }
}

/** The configuration in what the screen sent: all but the visit's epoch. */
function draftOf(input: BridgeInput<'configuration:save'>) {
  const { familyId, modelVersion, revision, name, personaId, secret, choices } = input
  return { familyId, modelVersion, revision, name, personaId, secret, choices }
}
