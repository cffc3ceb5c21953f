import { createHmac } from 'node:crypto'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { v7 } from 'uuid'
import { HOME, MUG, mugOf, smallStore, WAREHOUSE } from '../../../testing/small-shop.ts'
import type { CommerceConnector, Send } from '../../connector.ts'
import { createPeopleKeys } from '../../people-keys.ts'
import { ShopifyLinkSchema } from '../config.ts'
import type { ShopifyLink } from '../config.ts'
import { createShopifyConnector } from '../connector.ts'
import type { FakeShopify } from './fake-shopify.ts'
import { openFakeShopify } from './fake-shopify.ts'
import { CONSENTS, FAR_GID, HOME_GID, LANG, MUG_SKU, newOrder, SAVED, seedShop } from './fake-seed.ts'
import { wordsOf } from '@dangol/domain/configurations/words.ts'

const SECRET = 'the secret of the app'
const KEY = 'ab'.repeat(32)
export const keys = createPeopleKeys(KEY, 'shopify', smallStore.id)

export interface TurnedTime extends Clock, Pick<Timers, 'after'> {
  advance(ms: number): void
}

/** A clock that a wait turns: nobody waits in a test, and everything has waited. */
export function createTurnedTime(startMs = Date.UTC(2026, 10, 21, 3, 0, 0)): TurnedTime {
  let nowMs = startMs
  return {
    nowMs: () => nowMs,
    advance: (ms) => void (nowMs += ms),
    after(ms, run) {
      let isOff = false
      setImmediate(() => {
        if (isOff) return
        nowMs += ms
        run()
      })
      return () => void (isOff = true)
    },
  }
}

export const linkTo = (url: string, mapping: Record<string, unknown> = {}, apiVersion = '2026-10'): ShopifyLink =>
  ShopifyLinkSchema.parse({
    ...{ platform: 'shopify', url, apiVersion, keyFile: 'shopify.key', webhookSecretFile: 'shopify.secret' },
    mapping: {
      locations: { [HOME_GID]: HOME, [FAR_GID]: WAREHOUSE },
      families: { [MUG]: MUG_SKU },
      savedConfigurations: SAVED,
      consents: CONSENTS,
      lang: LANG,
      emailMarketing: true,
      defaultLang: 'en',
      shipping: { 'pick-up': 'Collect in store', 'carry-out': 'Taken along', delivery: 'Delivery' },
      sourceName: 'dangol-store',
      ...mapping,
    },
  })

export interface ShopifyAtHand {
  readonly shop: FakeShopify
  readonly time: TurnedTime
  readonly customerRef: string
  connect(send?: Send, token?: string, link?: ShopifyLink): CommerceConnector
  newOrder(): ShopOrder
  message(topic: string, body: object): { headers: Record<string, string>; body: Uint8Array }
}

/** A fake shop with a customer, an order, a cart, socks, and the mug that stands for a family. */
export async function openShopifyAtHand(): Promise<ShopifyAtHand> {
  const time = createTurnedTime()
  const shop = await openFakeShopify(time)
  const customerRef = seedShop(shop)
  return {
    ...{ shop, time, customerRef },
    connect: (send = (url, init) => fetch(url, init), token = shop.token, link = linkTo(shop.url)) =>
      createShopifyConnector(
        link,
        { send, clock: time, store: smallStore, keys, secret: token, webhookSecret: SECRET },
        { timers: time, words: ({ choices }) => wordsOf(mugOf(1), choices) },
      ),
    newOrder: () => newOrder(time, keys.alias(customerRef)),
    message(topic, said) {
      const body = Buffer.from(JSON.stringify(said))
      const signature = createHmac('sha256', SECRET).update(body).digest('base64')
      const headers = {
        'x-shopify-topic': topic,
        'x-shopify-hmac-sha256': signature,
        'x-shopify-shop-domain': new URL(shop.url).host,
        'x-shopify-event-id': v7(),
      }
      return { headers, body }
    },
  }
}
