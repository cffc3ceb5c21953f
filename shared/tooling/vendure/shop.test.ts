import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { VendureLinkSchema } from '../../../server/src/upstream/vendure/config.ts'
import { demoPeople, demoSkus } from '../../../server/shop/demo/demo.ts'
import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canRunVendure } from './for-tests.ts'
import { graphql, REFUSED } from './graphql.ts'
import { openVendure } from './launch.ts'
import type { Vendure } from './launch.ts'

const TIMEOUT_MS = 180_000
const MINJI = 'minji.kim@example.test'

interface Letter {
  readonly id: string
  readonly topic: string
}

describe.runIf(canRunVendure())('the test shop', () => {
  const letters: Letter[] = []
  const secret = 'a secret of this test'
  const listener = createServer((request, response) => {
    void text(request).then((body) => {
      const signed = createHmac('sha256', secret).update(body).digest('hex')
      // Written by the shop's own plugin.
      const { topic } = JSON.parse(body) as { topic: string }
      const isSigned = request.headers['x-webhook-signature'] === signed
      if (isSigned) letters.push({ id: String(request.headers['x-webhook-id']), topic })
      response.writeHead(isSigned ? 200 : 401).end()
    })
  })
  let shop: Vendure

  beforeAll(async () => {
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    // A server that listens on TCP has an address of that kind.
    const { port } = listener.address() as AddressInfo
    shop = await openVendure({ webhook: { url: `http://127.0.0.1:${port}/`, secret } })
  }, TIMEOUT_MS)
  afterAll(async () => {
    await shop.stop()
    listener.close()
  }, TIMEOUT_MS)

  it('sells what the demonstration keeps in stock, in won', async () => {
    const { productVariants } = await shop.admin<{
      productVariants: { items: { sku: string; priceWithTax: number; currencyCode: string }[] }
    }>('{ productVariants(options: { take: 1000 }) { items { sku priceWithTax currencyCode } } }')
    const prices = new Map(productVariants.items.map(({ sku, priceWithTax }) => [sku, priceWithTax]))
    expect(demoSkus.filter(({ sku, price }) => prices.get(sku) !== price.minor)).toEqual([])
    expect(new Set(productVariants.items.map(({ currencyCode }) => currencyCode))).toEqual(new Set(['KRW']))
  })

  it('knows the people of the demonstration, what they ordered and what they saved', async () => {
    const { customers, savedConfigurations } = await shop.admin<{
      customers: { items: { emailAddress: string; orders: { items: { state: string }[] } }[] }
      savedConfigurations: { totalItems: number }
    }>('{ customers { items { emailAddress orders { items { state } } } } savedConfigurations { totalItems } }')
    expect(customers.items.map(({ emailAddress }) => emailAddress).toSorted()).toEqual(
      demoPeople.map(({ email }) => email).toSorted(),
    )
    const minji = customers.items.find(({ emailAddress }) => emailAddress === MINJI)
    expect(minji?.orders.items.map(({ state }) => state)).toContain('Delivered')
    expect(minji?.orders.items.map(({ state }) => state)).toContain('AddingItems')
    expect(savedConfigurations.totalItems).toBe(demoPeople.flatMap(({ configurations }) => configurations).length)
  })

  it('keeps a price that a store agreed, and lets no shopper agree one', async () => {
    const { createDraftOrder } = await shop.admin<{ createDraftOrder: { id: string } }>(
      'mutation { createDraftOrder { id } }',
    )
    const { productVariants } = await shop.admin<{ productVariants: { items: { id: string }[] } }>(
      '{ productVariants(options: { take: 1 }) { items { id } } }',
    )
    const variant = productVariants.items[0]?.id
    const { addItemToDraftOrder } = await shop.admin<{ addItemToDraftOrder: { totalWithTax: number } }>(
      `mutation($order: ID!, $variant: ID!) { addItemToDraftOrder(orderId: $order, input: { productVariantId: $variant, quantity: 2,
        customFields: { agreedPrice: 12345 } }) { ... on Order { totalWithTax } ${REFUSED} } }`,
      { order: createDraftOrder.id, variant },
    )
    expect(addItemToDraftOrder.totalWithTax).toBe(24_690)
    const shopper = await shop.signIn(MINJI)
    await expect(
      shopper.ask(
        `mutation($variant: ID!) { addItemToOrder(productVariantId: $variant, quantity: 1, customFields: { agreedPrice: 1 }) { ... on Order { id } ${REFUSED} } }`,
        { variant },
      ),
    ).rejects.toThrow(/agreedPrice/)
  })

  it('lets the key of a store do what a store does, and the weak one not even read customers', async () => {
    const customers = '{ customers { totalItems } }'
    const strong = graphql(shop.adminApi, { 'vendure-api-key': shop.apiKey })
    await expect(strong(customers)).resolves.toMatchObject({ customers: { totalItems: demoPeople.length } })
    await expect(strong('{ administrators { totalItems } }')).rejects.toThrow()
    const weak = graphql(shop.adminApi, { 'vendure-api-key': shop.weakApiKey })
    await expect(weak('{ products { totalItems } }')).resolves.toBeDefined()
    await expect(weak(customers)).rejects.toThrow()
  })

  it('keeps the higher revision of a saved configuration, and tells of it with its signature', async () => {
    const shopper = await shop.signIn(MINJI)
    const { mySavedConfigurations } = await shopper.ask<{
      mySavedConfigurations: { key: string; revision: number; document: string; name: string }[]
    }>('{ mySavedConfigurations { key revision document name } }')
    const [saved] = mySavedConfigurations
    if (saved === undefined) throw new Error('Minji saved nothing.')
    const draft = { ...draftOf(saved), name: '이름을 바꾼 고래' }
    expect(await shopper.save(draft, saved.revision, 1)).toBe(false)
    expect(await shopper.save(draft, saved.revision + 1, 1)).toBe(true)
    await expect.poll(() => letters.map(({ topic }) => topic), { timeout: 10_000 }).toContain('configuration')
    expect(new Set(letters.map(({ id }) => id)).size).toBe(letters.length)
  })

  it(
    'has its data and its address again after it was killed',
    async () => {
      await shop.kill()
      await shop.restart()
      const { customers } = await shop.admin<{ customers: { totalItems: number } }>('{ customers { totalItems } }')
      expect(customers.totalItems).toBe(demoPeople.length)
    },
    TIMEOUT_MS,
  )

  it('says nothing while it is frozen, and goes on when it is thawed', async () => {
    shop.freeze()
    const asked = fetch(shop.adminApi, { signal: AbortSignal.timeout(300) })
    await expect(asked).rejects.toThrow(/timeout/)
    shop.thaw()
    await expect(shop.admin('{ products { totalItems } }')).resolves.toBeDefined()
  })

  it('is what the link file of a store says', () => {
    expect(VendureLinkSchema.parse(shop.link)).toMatchObject({ platform: 'vendure', url: shop.adminApi })
  })
})

const SavedSchema = ConfigurationDraftSchema.pick({ familyId: true, modelVersion: true, choices: true })

function draftOf({ key, name, document }: { key: string; name: string; document: string }) {
  const { familyId, modelVersion, choices } = z.object(SavedSchema.shape).parse(JSON.parse(document))
  const rest = { revision: 0, personaId: null, secret: false }
  return ConfigurationDraftSchema.parse({ id: key, name, familyId, modelVersion, choices, ...rest })
}
