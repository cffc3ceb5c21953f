import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PhoneAddressSchema, PhonePasskeyAddSchema } from '@dangol/protocol/shop-approvals.ts'
import type { PasskeyOptionsSchema, PhonePasskey, PhonePasskeysSchema } from '@dangol/protocol/shop-approvals.ts'
import { z } from 'zod'
import { AttestationSchema } from '../passkeys/browser-answers.ts'
import type { Member } from '../customers/customers.sql.ts'
import type { Shop } from '../shop.ts'
import { checked, need, Refused } from './refusals.ts'
import { needMember, tokenOf } from './session.ts'

const IdParams = z.object({ id: z.string().max(1_400) })

/** `/api/passkeys`: with which the shopper approves; `/api/address`: where a delivery goes, the owner's own to read and write. */
export function mountPasskeys(app: FastifyInstance, shop: Shop): void {
  app.get('/passkeys', (request): z.infer<typeof PhonePasskeysSchema> => ({
    passkeys: shop.passkeys.shownTo(needMember(shop, request)),
  }))
  app.post('/passkeys/options', async (request): Promise<z.infer<typeof PasskeyOptionsSchema>> =>
    need(await shop.ceremonies.optionsToAdd(justSignedIn(shop, request))),
  )
  app.post('/passkeys', async (request): Promise<PhonePasskey> => {
    const member = justSignedIn(shop, request)
    const { name, response } = checked(PhonePasskeyAddSchema, request.body)
    const made = need(await shop.ceremonies.add(member.id, name, checked(AttestationSchema, response)))
    shop.events.tell(member.id, 'me')
    return made
  })
  app.delete('/passkeys/:id', async (request, reply) => {
    const memberId = needMember(shop, request)
    const { id } = checked(IdParams, request.params)
    need(shop.write(() => shop.passkeys.remove(memberId, id)))
    shop.events.tell(memberId, 'me')
    return reply.code(204).send()
  })

  app.get('/address', async (request): Promise<z.infer<typeof PhoneAddressSchema>> => {
    const memberId = needMember(shop, request)
    const member = shop.customers.byId(memberId)
    if (shop.link === null || member === null) return { lines: shop.addresses.of(memberId) }
    return { lines: [], atShop: need(await shop.storeThings.maskedAddressOf(member)) }
  })
  app.put('/address', (request): z.infer<typeof PhoneAddressSchema> => {
    const memberId = needMember(shop, request)
    if (shop.link !== null) throw new Refused('kept-by-shop')
    const { lines } = checked(PhoneAddressSchema, request.body)
    shop.write(() => shop.addresses.put(memberId, lines))
    return { lines: shop.addresses.of(memberId) }
  })
}

/** A session that was stolen, or a phone left lying for a moment, makes no passkey: whoever adds one has signed in just now. */
function justSignedIn(shop: Shop, request: FastifyRequest): Member {
  const memberId = needMember(shop, request)
  if (!shop.write(() => shop.limits.within('passkey:member', memberId))) throw new Refused('too-many-tries')
  if (!shop.signIn.isFresh(tokenOf(request) ?? '')) throw new Refused('sign-in-again')
  const member = shop.customers.byId(memberId)
  if (member === null) throw new Refused('signed-out')
  return member
}
