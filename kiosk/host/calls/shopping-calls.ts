import type { CartLineId, ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import { bridgeRefusal, doneOrRefused, inVisit } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

type ConfigurationCalls = BridgeHandlers<'configuration:save' | 'configuration:quote' | 'configuration:discard'>
type CartCalls = BridgeHandlers<'cart:add' | 'cart:change' | 'order:place'>
type StockCalls = BridgeHandlers<'catalogue:stock'>

/** Configurations, cart and order. The host mints every id, so that a repeated touch is a repeated command (conventions 11). */
export function shoppingCalls(context: CallContext): ConfigurationCalls & CartCalls & StockCalls {
  return {
    ...configurationCalls(context),
    ...cartCalls(context),
    async 'catalogue:stock'({ query }) {
      const answer = await context.link.request('catalogue:stock', { query })
      return answer.ok ? answer : bridgeRefusal('catalogue:stock', answer.error.code)
    },
  }
}

function configurationCalls(context: CallContext): ConfigurationCalls {
  const { link, ids } = context
  return {
    async 'configuration:save'(input) {
      const answer = await inVisit(context, 'configuration:save', input, ({ id: visitId }, attempt) =>
        link.request('configurations:save', {
          commandId: attempt.commandId,
          visitId,
          draft: { ...draftOf(input), id: input.id ?? (attempt.thingId as ConfigurationId) },
        }),
      )
      return answer.ok ? answer : bridgeRefusal('configuration:save', answer.error.code)
    },
    async 'configuration:quote'(input) {
      const unsaved = { id: ids.next<ConfigurationId>(), revision: 0, name: '', personaId: null, secret: false }
      const answer = await link.request('configurations:quote', { draft: { ...unsaved, ...input } })
      return answer.ok ? answer : bridgeRefusal('configuration:quote', answer.error.code)
    },
    'configuration:discard': async (input) =>
      doneOrRefused(
        'configuration:discard',
        await inVisit(context, 'configuration:discard', input, ({ id: visitId }, { commandId }) =>
          link.request('configurations:discard', { commandId, visitId, configurationId: input.id }),
        ),
      ),
  }
}

function cartCalls(context: CallContext): CartCalls {
  const { link } = context
  return {
    'cart:add': async (input) =>
      doneOrRefused(
        'cart:add',
        await inVisit(context, 'cart:add', input, ({ id: visitId }, { commandId, thingId }) => {
          const { item, quantity, fulfilment } = input
          return link.request('carts:add', {
            commandId,
            visitId,
            lineId: thingId as CartLineId,
            item,
            quantity,
            fulfilment,
          })
        }),
      ),
    'cart:change': async (input) =>
      doneOrRefused(
        'cart:change',
        await inVisit(context, 'cart:change', input, ({ id: visitId }, { commandId }) => {
          const { lineId, quantity, fulfilment, seen } = input
          return link.request('carts:change', { commandId, visitId, lineId, quantity, fulfilment, seen })
        }),
      ),
    async 'order:place'(input) {
      const answer = await inVisit(context, 'order:place', input, ({ id: visitId }, { commandId, thingId }) =>
        link.request('orders:place', {
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
