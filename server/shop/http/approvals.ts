import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PhoneApprovalAnswerSchema } from '@dangol/protocol/shop-approvals.ts'
import type {
  PhoneApproval,
  PhoneApprovalAnsweredSchema,
  PasskeyOptionsSchema,
} from '@dangol/protocol/shop-approvals.ts'
import { z } from 'zod'
import { AssertionSchema } from '../passkeys/browser-answers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import type { Shop } from '../shop.ts'
import { checked, need, Refused } from './refusals.ts'
import { needMember } from './session.ts'

const CodeParams = z.object({ code: z.string().max(40) })
type Answered = z.infer<typeof PhoneApprovalAnsweredSchema>

/** `/api/approvals`: RD1 on the shopper's phone. Every try at a code that opens nothing counts, for the account and the address. */
export function mountApprovals(app: FastifyInstance, shop: Shop): void {
  app.get('/approvals/:code', (request): PhoneApproval => {
    const { memberId, code } = asked(shop, request)
    return tried(shop, request, memberId, () => shop.phoneAnswers.look(memberId, code))
  })
  app.post('/approvals/:code/options', async (request): Promise<z.infer<typeof PasskeyOptionsSchema>> => {
    const { memberId, code } = asked(shop, request)
    const purpose = tried(shop, request, memberId, () => shop.phoneAnswers.purpose(code))
    return need(await shop.ceremonies.optionsToProve(memberId, purpose))
  })
  app.post('/approvals/:code', async (request): Promise<Answered> => {
    const { memberId, code } = asked(shop, request)
    const answer = checked(PhoneApprovalAnswerSchema, request.body)
    if (answer.answer === 'approve') return approve(shop, request, { memberId, code, answer })
    tried(shop, request, memberId, () => shop.write(() => shop.phoneAnswers.deny(code)))
    return { state: 'denied' }
  })
  app.delete('/approvals', async (request, reply) => {
    const memberId = needMember(shop, request)
    shop.write(() => shop.phoneAnswers.endAll(memberId))
    return reply.code(204).send()
  })
}

async function approve(
  shop: Shop,
  request: FastifyRequest,
  o: { memberId: MemberId; code: string; answer: { number: string; passkey: unknown } },
): Promise<Answered> {
  const { memberId, code, answer } = o
  const response = checked(AssertionSchema, answer.passkey)
  const purpose = tried(shop, request, memberId, () => shop.phoneAnswers.purpose(code))
  const proven = await shop.ceremonies.prove(memberId, purpose, response)
  if (!proven.ok) {
    if (proven.error.code === 'wrong-passkey') shop.write(() => shop.phoneAnswers.missed(code))
    return need(proven)
  }
  // The code may have died while the passkey was verified: it is asked about once more, in the transaction that uses it up.
  const approved = tried(shop, request, memberId, () =>
    shop.write(() => {
      shop.passkeys.used(proven.value.id, proven.value.counter)
      return shop.phoneAnswers.approve(memberId, code, answer.number)
    }),
  )
  return { state: 'approved', until: approved.until }
}

function asked(shop: Shop, request: FastifyRequest): { memberId: MemberId; code: string } {
  const memberId = needMember(shop, request)
  return { memberId, code: checked(CodeParams, request.params).code }
}

/**
 * Runs something that knows a code, unless this account or this address has missed too often within the minute; a miss is counted
 * in the database, so that it outlives a restart.
 */
function tried<T>(
  shop: Shop,
  request: FastifyRequest,
  memberId: MemberId,
  run: () => Parameters<typeof need<T>>[0],
): T {
  const { limits } = shop
  if (limits.spent('approve:member', memberId) || limits.spent('approve:address', request.ip))
    throw new Refused('too-many-tries')
  const result = run()
  if (!result.ok && result.error.code === 'no-such-code')
    shop.write(() => [limits.within('approve:member', memberId), limits.within('approve:address', request.ip)])
  return need(result)
}
