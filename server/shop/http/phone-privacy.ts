import type { FastifyInstance, FastifyRequest } from 'fastify'
import { EraseAccountSchema, ForgetMeSchema, PhoneVisitAnswerSchema } from '@dangol/protocol/shop-privacy.ts'
import type { PhoneExport } from '@dangol/protocol/shop-export.ts'
import type { PhoneOrder } from '@dangol/protocol/shop.ts'
import type { PhoneVisitsSchema } from '@dangol/protocol/shop-privacy.ts'
import type { PasskeyOptionsSchema } from '@dangol/protocol/shop-approvals.ts'
import { z } from 'zod'
import type { Member, MemberId } from '../customers/customers.sql.ts'
import { AssertionSchema } from '../passkeys/browser-answers.ts'
import type { ThingsOfMember } from '../rights/export.ts'
import type { Shop } from '../shop.ts'
import type { LimitName } from '../sign-in/limits.ts'
import { checked, need, Refused } from './refusals.ts'
import { needMember, takeSession } from './session.ts'

const VisitParams = z.object({ visitId: z.uuid() })

/** `/api/visits`, `/api/forget-me`, `/api/remember-me`, `/api/me/export`, `DELETE /api/me`: what members see and decide of themselves. */
export function mountPhonePrivacy(app: FastifyInstance, shop: Shop): void {
  app.get('/visits', (request): z.infer<typeof PhoneVisitsSchema> => ({
    visits: shop.visits.ofMember(needMember(shop, request)),
  }))
  app.post('/visits/:visitId', (request): z.infer<typeof PhoneVisitsSchema> => {
    const memberId = needMember(shop, request)
    const { visitId } = checked(VisitParams, request.params)
    const { answer } = checked(PhoneVisitAnswerSchema, request.body)
    need(shop.write(() => shop.visits.answer(memberId, visitId, answer)))
    tellAll(shop, memberId)
    return { visits: shop.visits.ofMember(memberId) }
  })

  app.post('/forget-me', async (request, reply) => {
    const memberId = needMember(shop, request)
    checked(ForgetMeSchema, request.body)
    shop.write(() => {
      shop.phoneAnswers.endAll(memberId)
      shop.rights.forgetMe(memberId)
    })
    tellAll(shop, memberId)
    return reply.code(204).send()
  })
  app.post('/remember-me', async (request, reply) => {
    const memberId = needMember(shop, request)
    shop.write(() => shop.rights.rememberMe(memberId))
    tellAll(shop, memberId)
    return reply.code(204).send()
  })

  app.get('/me/export', async (request, reply): Promise<PhoneExport> => {
    const memberId = needMember(shop, request)
    limit(shop, 'export:member', memberId)
    const all = shop.rights.exportOf(memberId, await thingsOf(shop, memberId))
    if (all === null) throw new Refused('signed-out')
    void reply.header('content-disposition', 'attachment; filename="dangol-my-data.json"')
    return all
  })
  mountErasure(app, shop)
}

/** A file that says less than there is would pass for everything: with the retailer's own shop out of reach there is none. */
async function thingsOf(shop: Shop, memberId: MemberId): Promise<ThingsOfMember> {
  const orders: PhoneOrder[] = []
  for (let page = 0, more = true; more; page++) {
    const next = need(await shop.things.orders(memberId, page))
    orders.push(...next.orders)
    more = next.more
  }
  return { configurations: need(await shop.things.configurations(memberId)), orders }
}

/** A session that was stolen, or a phone left lying for a moment, ends no account: it takes a code sent just now, or a passkey. */
function mountErasure(app: FastifyInstance, shop: Shop): void {
  app.post('/me/erasure/code', (request): Record<string, never> => {
    const { number } = memberOf(shop, request)
    limit(shop, 'sign-in-start:login', shop.signIn.loginKey(number))
    shop.write(() => shop.signIn.start(number))()
    return {}
  })
  app.post('/me/erasure/options', async (request): Promise<z.infer<typeof PasskeyOptionsSchema>> =>
    need(await shop.ceremonies.optionsToProve(needMember(shop, request), 'erase')),
  )
  app.delete('/me', async (request, reply) => {
    const member = memberOf(shop, request)
    const proof = checked(EraseAccountSchema, request.body)
    limit(shop, 'sign-in-finish:login', shop.signIn.loginKey(member.number))
    if (proof.by === 'passkey') {
      need(await shop.ceremonies.prove(member.id, 'erase', checked(AssertionSchema, proof.passkey)))
      shop.write(() => shop.rights.eraseAccount(member.id))
    } else {
      need(shop.write(() => eraseByCode(shop, member, proof.code)))
    }
    takeSession(shop, reply)
    shop.events.tell(member.id, 'me')
    return reply.code(204).send()
  })
}

/** The code is used up with what it was for; a wrong one costs a try. */
function eraseByCode(shop: Shop, member: Member, code: string) {
  const found = shop.signIn.check(member.number, code)
  if (found.ok) shop.rights.eraseAccount(found.value)
  return found
}

function memberOf(shop: Shop, request: FastifyRequest): Member {
  const member = shop.customers.byId(needMember(shop, request))
  if (member === null) throw new Refused('signed-out')
  return member
}

function limit(shop: Shop, name: LimitName, whose: string): void {
  if (!shop.write(() => shop.limits.within(name, whose))) throw new Refused('too-many-tries')
}

function tellAll(shop: Shop, memberId: MemberId): void {
  shop.events.tell(memberId, 'visits')
  shop.events.tell(memberId, 'me')
}
