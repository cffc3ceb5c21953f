import type { FastifyInstance } from 'fastify'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { ConfigModelSchema } from '@dangol/protocol/catalogue.ts'
import {
  ShopConfigurationSchema,
  ShopConfigurationsOfSchema,
  ShopConsentSchema,
  ShopOrderSchema,
} from '@dangol/protocol/shop.ts'
import type {
  ShopConfigurationsOfAnswerSchema,
  ShopOrderAckSchema,
  ShopPage,
  ShopSaveAckSchema,
} from '@dangol/protocol/shop.ts'
import { PageNonceSchema } from '@dangol/protocol/shop-roster.ts'
import { z } from 'zod'
import { PAGE_CHANGES_MAX } from '../changes/changes.ts'
import type { Shop } from '../shop.ts'
import { sameSecret } from '../secrets.ts'
import { checked, need, Refused } from './refusals.ts'

/** Every line of a full cart with its configuration; refusing a paid order for its length would lose it. */
const ORDER_BYTES_MAX = 512 * 1024
/** The largest model a file may hold, as JSON. */
const MODEL_BYTES_MAX = 4 * 1024 * 1024
const ChangesQuerySchema = z.object({
  cursor: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_CHANGES_MAX).default(PAGE_CHANGES_MAX),
  nonce: PageNonceSchema,
})
const OrderParams = z.object({ orderId: z.string() })
const ModelParams = z.object({ familyId: z.string(), version: z.coerce.number() })
const IdParams = z.object({ id: z.string() })

/** `/store/v1`: what the store server asks of the shop, with its key. */
export function mountStoreApi(app: FastifyInstance, shop: Shop): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const key = /^Bearer ([0-9a-f]{64})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    done(sameSecret(key, shop.storeApiKey) ? undefined : new Refused('wrong-key'))
  })

  app.get('/changes', (request): ShopPage => {
    const { cursor, limit, nonce } = checked(ChangesQuerySchema, request.query)
    return shop.changes.page({ cursor: cursor ?? null, limit, nonce }, shop.pageParts)
  })

  app.put('/orders/:orderId', { bodyLimit: ORDER_BYTES_MAX }, (request): z.infer<typeof ShopOrderAckSchema> => {
    const order = checked(ShopOrderSchema, request.body)
    if (order.orderId !== checked(OrderParams, request.params).orderId) throw new Refused('bad-request')
    // Its own link takes a store's orders to the retailer's shop; one that comes here has lost its way.
    if (shop.link !== null) throw new Refused('kept-by-shop')
    const { number, memberId } = need(shop.write(() => shop.storeOrders.take(order)))
    shop.events.tell(memberId, 'orders')
    return { number }
  })

  app.put('/configurations/:id', (request): z.infer<typeof ShopSaveAckSchema> => {
    const sent = checked(ShopConfigurationSchema, request.body)
    if (sent.id !== checked(IdParams, request.params).id) throw new Refused('bad-request')
    const answer = shop.storeThings.saveFromStore(sent)
    if (sent.customerId !== null)
      shop.events.tell(shop.customers.byAlias(sent.customerId)?.id ?? null, 'configurations')
    return answer
  })

  app.put('/consents/:id', (request): Record<string, never> => {
    const sent = checked(ShopConsentSchema, request.body)
    if (sent.commandId !== checked(IdParams, request.params).id) throw new Refused('bad-request')
    const member = shop.customers.byAlias(sent.customerId)
    // A customer of the retailer's own shop who never signed in here has no pages to show it on.
    if (member === null && shop.link !== null) return {}
    if (member === null) throw new Refused('unknown-customer')
    shop.write(() => shop.consents.takeFromStore(sent.commandId, member.id, sent.consents))
    shop.events.tell(member.id, 'me')
    return {}
  })

  app.put('/models/:familyId/:version', { bodyLimit: MODEL_BYTES_MAX }, (request): Record<string, never> => {
    const model = checked(ConfigModelSchema, request.body) as ConfigModel
    const named = checked(ModelParams, request.params)
    if (model.id !== named.familyId || model.version !== named.version) throw new Refused('bad-request')
    need(shop.write(() => shop.catalogue.publishNext(model)))
    return {}
  })

  app.post('/configurations-of', async (request): Promise<z.infer<typeof ShopConfigurationsOfAnswerSchema>> => {
    const { customerId } = checked(ShopConfigurationsOfSchema, request.body)
    const member = shop.customers.byAlias(customerId)
    return { configurations: member === null ? [] : need(await shop.storeThings.configurationsOf(member)) }
  })
}
