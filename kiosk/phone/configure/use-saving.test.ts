import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { PhoneConfigurationSchema } from '@dangol/protocol/shop.ts'
import type { PhoneConfiguration } from '@dangol/protocol/shop.ts'
import { afterEach, expect, test } from 'vitest'
import { RUNNER } from '../testing/runner.ts'
import type { ShopAtHand } from '../testing/shop-at-hand.ts'
import { CONFIGURATION, shopAtHand } from '../testing/shop-at-hand.ts'
import { useSaving } from './use-saving.ts'

const CHOICES = { sole: 'road', plate: 'carbon' }
const STORED = PhoneConfigurationSchema.parse({
  id: CONFIGURATION,
  familyId: RUNNER.id,
  modelVersion: 1,
  revision: 3,
  name: '출근용',
  personaId: null,
  secret: true,
  choices: { sole: 'trail' },
  origin: 'online',
  savedAt: 1,
})

let shop: ShopAtHand
afterEach(() => shop.close())

/** A save under way, and what the shop was sent. `refusal` is what the shop says while it is set. */
async function openSaving(stored: PhoneConfiguration | null) {
  const sent: ConfigurationDraft[] = []
  const now = { refusal: null as string | null }
  shop = await shopAtHand({
    'PUT /api/configurations/:id': (body) => {
      const draft = body as ConfigurationDraft
      sent.push(draft)
      if (now.refusal !== null) return { status: 412, body: { code: now.refusal } }
      return { body: { ...draft, revision: draft.revision + 1, origin: 'online', savedAt: 2 } }
    },
    'GET /api/configurations': () => ({ body: { configurations: [] } }),
  })
  const saving = shop.use(() => useSaving(RUNNER, stored, 'Runner'))
  return { saving, sent, now }
}

test('a first save is a new document under the name of its family, a second one its next revision', async () => {
  const { saving, sent } = await openSaving(null)
  expect(await saving.save(CHOICES, false)).toBe(true)
  expect(await saving.save({ sole: 'trail' }, false)).toBe(true)
  expect(sent).toMatchObject([
    { revision: 0, name: 'Runner', familyId: 'runner', modelVersion: RUNNER.version, choices: CHOICES },
    { revision: 1, choices: { sole: 'trail' } },
  ])
  expect(sent[1]?.id).toBe(sent[0]?.id)
})

test('a stored one keeps its id, its role and its secret; an empty name becomes the usual one', async () => {
  const { saving, sent } = await openSaving(STORED)
  expect(saving.label.value).toEqual({ name: '출근용', personaId: null, secret: true })
  saving.label.value = { ...saving.label.value, name: '   ' }
  await saving.save(CHOICES, false)
  expect(sent).toMatchObject([{ id: CONFIGURATION, revision: 3, name: 'Runner', secret: true }])
})

test('what lost to another device is said to be stale, and can be kept beside the other', async () => {
  const { saving, sent, now } = await openSaving(STORED)
  now.refusal = 'stale-revision'
  expect(await saving.save(CHOICES, false)).toBe(false)
  expect([saving.problem.value, saving.busy.value]).toEqual(['stale', false])
  now.refusal = null
  expect(await saving.save(CHOICES, true)).toBe(true)
  expect(saving.problem.value).toBeNull()
  expect(sent[1]).toMatchObject({ revision: 0, choices: CHOICES })
  expect(sent[1]?.id).not.toBe(CONFIGURATION)
})

test('without an answer nothing is saved, and the same document is tried again', async () => {
  const { saving, sent, now } = await openSaving(STORED)
  now.refusal = 'internal'
  expect(await saving.save(CHOICES, false)).toBe(false)
  expect(saving.problem.value).toBe('other')
  now.refusal = null
  expect(await saving.save(CHOICES, false)).toBe(true)
  expect(sent.map(({ id, revision }) => [id, revision])).toEqual([
    [CONFIGURATION, 3],
    [CONFIGURATION, 3],
  ])
})

test('it is busy exactly while the shop has not answered', async () => {
  const { saving } = await openSaving(null)
  const saved = saving.save(CHOICES, false)
  expect(saving.busy.value).toBe(true)
  await saved
  expect(saving.busy.value).toBe(false)
})
