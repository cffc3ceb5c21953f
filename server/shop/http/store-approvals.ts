import type { FastifyInstance } from 'fastify'
import { ApprovalAskSchema, ApprovalPollSchema, ApprovedAskSchema } from '@dangol/protocol/shop-approvals.ts'
import type { ApprovalGrantedSchema, ApprovalPolledSchema, ApprovedSchema } from '@dangol/protocol/shop-approvals.ts'
import type { z } from 'zod'
import type { Shop } from '../shop.ts'
import { checked, need, Refused } from './refusals.ts'

/** `/store/v1/approvals` and `/store/v1/approved`: RD1 as the store asks for it, on behalf of one kiosk. */
export function mountStoreApprovals(app: FastifyInstance, shop: Shop): void {
  app.post('/approvals', (request): z.infer<typeof ApprovalGrantedSchema> => {
    const asked = checked(ApprovalAskSchema, request.body)
    // A shop that no passkey can be made for would only send people through the whole of it for nothing.
    if (shop.relyingParty() === null) throw new Refused('needs-a-name')
    if (!shop.write(() => shop.limits.within('approval:kiosk', asked.kioskThumbprint)))
      throw new Refused('too-many-tries')
    return shop.write(() => shop.askForApproval(asked))
  })
  app.post('/approvals/poll', (request): z.infer<typeof ApprovalPolledSchema> => {
    const asked = checked(ApprovalPollSchema, request.body)
    return shop.write(() => shop.approvals.poll(asked))
  })
  app.post('/approved', async (request): Promise<z.infer<typeof ApprovedSchema>> => {
    const memberId = shop.approvals.memberBy(checked(ApprovedAskSchema, request.body))
    const member = memberId === null ? null : shop.customers.byId(memberId)
    if (member === null) throw new Refused('not-found')
    return { address: need(await shop.storeThings.maskedAddressOf(member)) }
  })
  app.post('/approved/end', (request): Record<string, never> => {
    const asked = checked(ApprovedAskSchema, request.body)
    shop.write(() => shop.approvals.end(asked))
    return {}
  })
}
