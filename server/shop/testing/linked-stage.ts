import type { ShopDeps } from '../shop.ts'
import { createFakePlatform } from './fake-platform.ts'
import { openStage, STORE_ID } from './shop-stage.ts'

/** Far above every deadline of the service: something that takes this long never ends. */
const NEVER_MS = 60_000
const STEP_MS = 100

/** The member service of a retailer's own shop, asked through its HTTP routes, with the shop in the test's hands. */
export async function openLinkedStage(o: { keepsConfigurations?: boolean; deps?: Partial<ShopDeps> } = {}) {
  const platform = createFakePlatform(STORE_ID, o)
  const stage = await openStage({ link: platform, ...o.deps })
  const { time, json, mail } = stage

  /** Turns the clock until somebody has answered; with how long it took by that clock, in milliseconds. */
  async function inTime<T>(asked: Promise<T>): Promise<{ answer: T; tookMs: number }> {
    const fromMs = time.nowMs()
    let answer: { value: T } | null = null
    void asked.then((value) => (answer = { value }))
    for (let tookMs = 0; tookMs <= NEVER_MS; tookMs = time.nowMs() - fromMs) {
      // Everything that waits for no clock happens first.
      for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
      // Narrowed away by the compiler, which does not see that the promise above sets it.
      const got = answer as { value: T } | null
      if (got !== null) return { answer: got.value, tookMs }
      time.advance(STEP_MS)
    }
    throw new Error('never answered')
  }
  const start = (login: string) => inTime(json('POST', '/api/sign-in/start', { body: { login } }))
  const finish = (login: string, code: string) => json('POST', '/api/sign-in/finish', { body: { login, code } })

  /** Signs a customer of the shop in by e-mail address, and gives what they hold then. */
  async function enter(id: string) {
    const one = platform.people.get(id)
    if (one === undefined) throw new Error(`nobody is ${id}`)
    await start(one.email)
    const { headers } = await finish(one.email, mail.get(one.number) ?? '')
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) =>
      (await inTime(json(method, url, { body, headers: { cookie } }))).answer
    const member = stage.shop.customers.byAlias(platform.keys.alias(id))
    if (member === null) throw new Error(`${id} could not sign in`)
    return {
      member,
      get: (url: string) => ask('GET', url),
      send: (method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) => ask(method, url, body),
    }
  }

  return { ...stage, platform, inTime, start, finish, enter }
}
