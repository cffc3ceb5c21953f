import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import { ClaimSchema, PhoneConfigurationIdSchema } from '@dangol/protocol/shop.ts'
import type {
  CodeAckSchema,
  PhoneCatalogueSchema,
  PhoneConfiguration,
  PhoneConfigurationsSchema,
  PhoneOrdersSchema,
} from '@dangol/protocol/shop.ts'
import type { SnapshotCode } from '@dangol/protocol/shop-snapshots.ts'
import { z } from 'zod'
import type { Shop } from '../shop.ts'
import { checked, need, Refused } from './refusals.ts'
import { memberOf, needMember } from './session.ts'

const IdParams = z.object({ id: PhoneConfigurationIdSchema })
/** Nobody leafs through 20,000 orders; a larger number is a mistake. */
const OrdersQuery = z.object({ page: z.coerce.number().int().min(0).max(1000).default(0) })

/** What the shopper made and bought: `/api/configurations`, `/api/codes`, `/api/orders`, `/api/catalogue`, `/api/events`. */
export function mountPhoneThings(app: FastifyInstance, shop: Shop): void {
  mountConfigurations(app, shop)

  app.post('/codes/claim', async (request): Promise<PhoneConfiguration> => {
    const { code } = checked(ClaimSchema, request.body)
    if (!shop.write(() => shop.limits.within('claim:address', request.ip))) throw new Refused('too-many-tries')
    const memberId = memberOf(shop, request)
    const claimed = need(await shop.things.claim(memberId, code))
    shop.events.tell(memberId, 'configurations')
    return claimed
  })
  app.get('/orders', async (request): Promise<z.infer<typeof PhoneOrdersSchema>> => {
    const { page } = checked(OrdersQuery, request.query)
    return need(await shop.things.orders(needMember(shop, request), page))
  })
  app.get('/catalogue', (): z.infer<typeof PhoneCatalogueSchema> => ({
    models: shop.catalogue.newestModels(),
    compiled: shop.catalogue.compiledModels(),
  }))
  app.get('/events', async (request, reply) => {
    const memberId = needMember(shop, request)
    reply.hijack()
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream' }
    reply.raw.writeHead(200, headers as OutgoingHttpHeaders)
    shop.events.open(memberId, reply.raw)
    return reply
  })
}

function mountConfigurations(app: FastifyInstance, shop: Shop): void {
  app.get('/configurations', async (request): Promise<z.infer<typeof PhoneConfigurationsSchema>> => ({
    configurations: need(await shop.things.configurations(needMember(shop, request))),
  }))
  app.put('/configurations/:id', async (request): Promise<PhoneConfiguration> => {
    const memberId = needMember(shop, request)
    const draft = checked(ConfigurationDraftSchema, request.body)
    if (draft.id !== checked(IdParams, request.params).id) throw new Refused('bad-request')
    const saved = need(await shop.things.save(memberId, draft))
    shop.events.tell(memberId, 'configurations')
    return saved
  })
  app.delete('/configurations/:id', async (request, reply) => {
    const memberId = needMember(shop, request)
    const { id } = checked(IdParams, request.params)
    need(await shop.things.discard(memberId, id))
    shop.events.tell(memberId, 'configurations')
    return reply.code(204).send()
  })
  app.post('/configurations/:id/code', async (request): Promise<z.infer<typeof CodeAckSchema>> => {
    const memberId = needMember(shop, request)
    const { id } = checked(IdParams, request.params)
    if (!shop.write(() => shop.limits.within('issue-code:member', memberId))) throw new Refused('too-many-tries')
    return need(await shop.things.codeFor(memberId, id))
  })
  app.get('/configurations/:id/snapshot', async (request): Promise<SnapshotCode> => {
    const memberId = needMember(shop, request)
    const { id } = checked(IdParams, request.params)
    if (!shop.write(() => shop.limits.within('issue-code:member', memberId))) throw new Refused('too-many-tries')
    return need(await shop.things.snapshotFor(memberId, id))
  })
}
