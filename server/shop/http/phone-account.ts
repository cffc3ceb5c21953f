import type { FastifyInstance } from 'fastify'
import { PurposeSchema } from '@dangol/protocol/customers.ts'
import {
  EnrolSchema,
  PhoneConsentSchema,
  PhonePersonaIdSchema,
  PhonePersonaSchema,
  SignInFinishSchema,
  SignInStartSchema,
} from '@dangol/protocol/shop.ts'
import type {
  DemoPeopleSchema,
  EnrolAckSchema,
  PhoneMe,
  PhoneShopSchema,
  SignInStarted,
} from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { MemberId } from '../customers/customers.sql.ts'
import type { Shop } from '../shop.ts'
import type { LimitName } from '../sign-in/limits.ts'
import { checked, need, Refused } from './refusals.ts'
import { giveSession, needMember, takeSession, tokenOf } from './session.ts'

const CredIdParams = z.object({ credId: z.string().regex(/^[0-9a-f]{16}$/) })
const PurposeParams = z.object({ purpose: PurposeSchema })
const PersonaParams = z.object({ id: PhonePersonaIdSchema })

/** Signing in and the account: `/api/sign-in`, `/api/me`, keys, consents, personas. */
export function mountPhoneAccount(app: FastifyInstance, shop: Shop): void {
  mountSignIn(app, shop)

  app.get('/me', (request): PhoneMe => meOf(shop, needMember(shop, request)))

  app.post('/credentials', (request): z.infer<typeof EnrolAckSchema> => {
    const memberId = needMember(shop, request)
    const { kind, publicKey } = checked(EnrolSchema, request.body)
    limit(shop, 'enrol:member', memberId)
    const answer = need(
      shop.write(() => {
        const made = shop.credentials.enrol(memberId, kind, publicKey)
        // Who wants to be recognised again does not want to stay forgotten.
        if (made.ok) shop.rights.rememberMe(memberId)
        // An account of the retailer's shop came without a word on it; making a member code is that word.
        const isUnsaid = shop.customers.consents(memberId)['recog.kiosk'] === undefined
        if (made.ok && shop.link !== null && isUnsaid) shop.consents.set(memberId, 'recog.kiosk', 'granted', 'web')
        return made
      }),
    )
    shop.events.tell(memberId, 'me')
    return answer
  })
  app.delete('/credentials/:credId', async (request, reply) => {
    const memberId = needMember(shop, request)
    const { credId } = checked(CredIdParams, request.params)
    need(shop.write(() => shop.credentials.revoke(memberId, credId)))
    shop.events.tell(memberId, 'me')
    return reply.code(204).send()
  })

  app.put('/consents/:purpose', (request): PhoneMe => {
    const memberId = needMember(shop, request)
    const { purpose } = checked(PurposeParams, request.params)
    const { state } = checked(PhoneConsentSchema, request.body)
    shop.write(() => shop.consents.set(memberId, purpose, state, 'web'))
    shop.events.tell(memberId, 'me')
    return meOf(shop, memberId)
  })
  app.put('/personas/:id', (request): PhoneMe => {
    const memberId = needMember(shop, request)
    const { id } = checked(PersonaParams, request.params)
    const persona = checked(PhonePersonaSchema, request.body)
    need(shop.write(() => shop.customers.putPersona(memberId, { id, ...persona })))
    shop.events.tell(memberId, 'me')
    return meOf(shop, memberId)
  })
}

function mountSignIn(app: FastifyInstance, shop: Shop): void {
  app.post('/sign-in/start', async (request): Promise<SignInStarted> => {
    const { login } = checked(SignInStartSchema, request.body)
    limit(shop, 'sign-in-start:address', request.ip)
    limit(shop, 'sign-in-start:login', shop.signIn.loginKey(login))
    if (shop.link !== null) return shop.link.startSignIn(login)
    const deliver = shop.write(() => shop.signIn.start(login))
    deliver()
    return {}
  })
  app.post('/sign-in/finish', (request, reply): Record<string, never> => {
    const { login, code } = checked(SignInFinishSchema, request.body)
    limit(shop, 'sign-in-finish:address', request.ip)
    limit(shop, 'sign-in-finish:login', shop.signIn.loginKey(login))
    const { token } = need(shop.write(() => shop.signIn.finish(login, code)))
    giveSession(shop, reply, token)
    return {}
  })
  app.post('/sign-out', async (request, reply) => {
    const token = tokenOf(request)
    if (token !== null) shop.write(() => shop.signIn.signOut(token))
    takeSession(shop, reply)
    return reply.code(204).send()
  })
  app.get('/shop', (): z.infer<typeof PhoneShopSchema> => ({ linked: shop.link !== null }))
  app.get('/demo', (): z.infer<typeof DemoPeopleSchema> => {
    if (!shop.demo) throw new Refused('not-found')
    return { people: shop.demoPeople() }
  })
}

function limit(shop: Shop, name: LimitName, whose: string): void {
  if (!shop.write(() => shop.limits.within(name, whose))) throw new Refused('too-many-tries')
}

function meOf(shop: Shop, memberId: MemberId): PhoneMe {
  const member = shop.customers.byId(memberId)
  if (member === null) throw new Refused('signed-out')
  return {
    name: member.name,
    number: member.number,
    lang: member.lang,
    personas: shop.customers.personas(memberId),
    consents: shop.customers.consents(memberId),
    storesKnowMe: shop.customers.isTold(memberId),
    tenantTag: shop.tenantTag,
    credentials: shop.credentials.ofMember(memberId),
    now: shop.clock.nowMs(),
  }
}
