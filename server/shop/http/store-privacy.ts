import type { FastifyInstance } from 'fastify'
import { ShopErasureSchema, ShopVisitSchema } from '@dangol/protocol/shop-privacy.ts'
import { z } from 'zod'
import type { Shop } from '../shop.ts'
import { checked, need, Refused } from './refusals.ts'

const VisitParams = z.object({ visitId: z.string() })
const CommandParams = z.object({ commandId: z.string() })

/** `/store/v1/visits`, `/store/v1/erasures`: what a store tells of a member's visit, and that it has erased a member. */
export function mountStorePrivacy(app: FastifyInstance, shop: Shop): void {
  app.put('/visits/:visitId', (request): Record<string, never> => {
    const visit = checked(ShopVisitSchema, request.body)
    if (visit.visitId !== checked(VisitParams, request.params).visitId) throw new Refused('bad-request')
    if (shop.link !== null && shop.customers.byAlias(visit.customerId) === null) return {}
    const memberId = need(shop.write(() => shop.visits.take(visit)))
    shop.events.tell(memberId, 'visits')
    shop.events.tell(memberId, 'me')
    return {}
  })
  app.put('/erasures/:commandId', (request): Record<string, never> => {
    const { commandId, customerId } = checked(ShopErasureSchema, request.body)
    if (commandId !== checked(CommandParams, request.params).commandId) throw new Refused('bad-request')
    const member = shop.customers.byAlias(customerId)
    if (member === null && shop.link !== null) {
      // A customer of the retailer's own shop who never signed in here: what the store waits for is our word that we heard it.
      shop.write(() => {
        if (shop.customers.firstTime(commandId)) shop.changes.append('customer-gone', customerId)
      })
      return {}
    }
    if (member === null) throw new Refused('unknown-customer')
    // Once: a repeated delivery does not undo that the member has said otherwise since.
    shop.write(() => {
      if (shop.customers.firstTime(commandId)) shop.rights.forgottenByStore(member.id)
    })
    shop.events.tell(member.id, 'me')
    return {}
  })
}
