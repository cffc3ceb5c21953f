import { DemoPeopleSchema, PhoneMeSchema, PhoneShopSchema, SignInStartedSchema } from '@dangol/protocol/shop.ts'
import type { PhoneMe } from '@dangol/protocol/shop.ts'
import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { PersonaId } from '@dangol/domain/ids/ids.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { z } from 'zod'
import type { ShopClient } from '../shop-client.ts'
import { useShop } from '../shop.ts'
import { answersInOrder } from './load.ts'

type Session =
  | { kind: 'loading' }
  | { kind: 'offline' }
  | { kind: 'signed-out' }
  | { kind: 'signed-in'; me: PhoneMe; clockOffsetMs: number }
export type DemoPerson = z.infer<typeof DemoPeopleSchema>['people'][number]

/** Who holds this phone, as the shop knows them. */
export const useSession = defineStore('session', () => {
  const { client, clock } = useShop()
  const session = shallowRef<Session>({ kind: 'loading' })
  const ask = answersInOrder()
  const me = computed(() => (session.value.kind === 'signed-in' ? session.value.me : null))

  function accept(value: PhoneMe): void {
    // Learnt from every answer, so that a phone with a wrong clock still signs codes the store accepts.
    session.value = { kind: 'signed-in', me: value, clockOffsetMs: value.now - clock.nowMs() }
  }

  async function load(): Promise<void> {
    const isInOrder = ask()
    const answer = await client.get('/api/me', PhoneMeSchema)
    if (!isInOrder()) return
    if (answer.ok) return accept(answer.value)
    if (answer.error.code === 'signed-out') session.value = { kind: 'signed-out' }
    // What is on the screen stays: a member code works without a line, and half an answer signs nobody out.
    else if (session.value.kind !== 'signed-in') session.value = { kind: 'offline' }
  }

  /** Says whether the retailer's own shop could be asked; where it could not, only who was here before gets a code. */
  const startSignIn = (login: string) => client.send('POST', '/api/sign-in/start', { login }, SignInStartedSchema)

  /** Refuses with the shop's code when the six digits are wrong or too old. */
  async function finishSignIn(login: string, code: string) {
    const answer = await client.send('POST', '/api/sign-in/finish', { login, code }, z.unknown())
    if (answer.ok) await load()
    return answer
  }

  async function signOut(): Promise<void> {
    await client.send('POST', '/api/sign-out', {}, z.unknown())
    session.value = { kind: 'signed-out' }
  }

  async function change(path: string, body: object) {
    const isInOrder = ask()
    const answer = await client.send('PUT', path, body, PhoneMeSchema)
    if (answer.ok && isInOrder()) accept(answer.value)
    return answer
  }
  const setConsent = (purpose: Purpose, granted: boolean) =>
    change(`/api/consents/${purpose}`, { state: granted ? 'granted' : 'withdrawn' })
  const savePersona = (id: PersonaId, persona: Pick<Persona, 'name' | 'kind'>) => change(`/api/personas/${id}`, persona)

  return {
    ...{ session, me, load, ...useShopFacts(client) },
    ...{ startSignIn, finishSignIn, signOut, setConsent, savePersona },
  }
})

/** What this shop is, whoever holds the phone. */
function useShopFacts(client: ShopClient) {
  const demoPeople = shallowRef<readonly DemoPerson[]>([])
  /** Accounts, designs and orders are those of a retailer's own shop. */
  const linked = shallowRef(false)

  async function loadDemoPeople(): Promise<void> {
    const answer = await client.get('/api/demo', DemoPeopleSchema)
    demoPeople.value = answer.ok ? answer.value.people : []
  }
  async function loadShop(): Promise<void> {
    const answer = await client.get('/api/shop', PhoneShopSchema)
    linked.value = answer.ok && answer.value.linked
  }
  return { demoPeople, linked, loadDemoPeople, loadShop }
}
