import { until } from '@dangol/client/testing/until.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { afterEach, expect, test } from 'vitest'
import { shopAtHand } from '../testing/shop-at-hand.ts'
import type { Route, ShopAtHand } from '../testing/shop-at-hand.ts'
import type { PasskeyPrompts } from './prompts.ts'
import { usePasskeys } from './use-passkeys.ts'

let shop: ShopAtHand
afterEach(() => shop.close())

const PASSKEY = { id: 'key-1', name: 'Phone', madeAt: 1, lastUsedAt: null }
const willing: PasskeyPrompts = {
  ...{ where: () => 'ready', byName: () => null, deviceName: 'Phone' },
  make: (options) => Promise.resolve(ok({ answers: options['challenge'] })),
  use: () => Promise.resolve(refuse('dismissed')),
}

async function openList(routes: Record<string, Route> = {}, prompts = willing) {
  const kept: unknown[] = []
  const sent: unknown[] = []
  shop = await shopAtHand(
    {
      'GET /api/passkeys': () => ({ body: { passkeys: kept } }),
      'POST /api/passkeys/options': () => ({ body: { challenge: 'x' } }),
      'POST /api/passkeys': (body) => {
        sent.push(body)
        kept.push(PASSKEY)
        return { body: PASSKEY }
      },
      'DELETE /api/passkeys/key-1': () => {
        kept.pop()
        return { body: null }
      },
      ...routes,
    },
    prompts,
  )
  const keys = shop.use(() => usePasskeys())
  await until(() => keys.list.value !== null, 'the list')
  return { ...keys, sent }
}

test('a passkey made on this phone is sent under its name, and listed', async () => {
  const { list, add, problem, sent } = await openList()
  expect(list.value).toEqual([])
  expect(await add()).toBe(true)
  expect(sent).toEqual([{ name: 'Phone', response: { answers: 'x' } }])
  expect([list.value, problem.value]).toEqual([[PASSKEY], null])
})

test('one that is removed is gone from the list', async () => {
  const { list, add, remove } = await openList()
  await add()
  await remove('key-1')
  expect(list.value).toEqual([])
})

test('a prompt that was closed sends nothing, and says so', async () => {
  const { add, problem, busy, sent } = await openList(
    {},
    { ...willing, make: () => Promise.resolve(refuse('dismissed')) },
  )
  expect(await add()).toBe(false)
  expect([problem.value, busy.value, sent]).toEqual(['dismissed', false, []])
})

test('a shop that wants a fresh sign-in is not asked past it', async () => {
  const refusal: Route = () => ({ status: 403, body: { code: 'sign-in-again' } })
  const { add, problem, sent } = await openList({ 'POST /api/passkeys/options': refusal })
  await add()
  expect([problem.value, sent]).toEqual(['sign-in-again', []])
})
