import { until } from '@dangol/client/testing/until.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { DryRun, PublishedFamily } from '@dangol/protocol/models.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { krw } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useModelsStore } from './models-store.ts'

const MUG = 'mug' as FamilyId
const files = [{ name: 'mug.model.yaml', text: 'family: mug' }]
const tally = { total: 0, same: 0, dearer: 0, cheaper: 0, broken: 0, unfinished: 0 }
const sound: DryRun = {
  ...{ kind: 'sound', familyId: MUG, title: { ko: '머그', en: 'Mug' }, onSale: 2, version: 3 },
  figures: {
    ...{ characteristics: 3, values: 5, rules: 1, variants: '9', engine: 'diagram', artefactBytes: 100 },
    ...{ lowest: krw(10), highest: krw(20) },
  },
  ...{ findings: [], moreFindings: 0, saved: tally, carts: tally, broken: [], sawAll: true },
}
const mug: PublishedFamily = {
  ...{ familyId: MUG, title: { ko: '머그', en: 'Mug' }, onSale: 2, counted: 0 },
  versions: [2, 1].map((version) => ({ version, at: null, by: null, note: '', broughtBack: null })),
  ...{ neverChosen: [], neverChosenMore: 0, deadValues: [] },
}

let app: StaffApp
beforeEach(() => {
  app = startStaffApp('office')
  app.store.answer('models:list', () => ({ ok: true, value: { families: [mug] } }))
  app.store.answer('models:dry-run', () => ({ ok: true, value: sound }))
})
afterEach(() => app.stop())
const asked = (name: string) => app.store.received.filter((one) => one.name === name).map(({ input }) => input)

async function opened() {
  const models = app.use(useModelsStore)
  await until(() => app.link.status() === 'online', 'the line')
  return models
}

it('publishes exactly what was tried, as the version that the trial spoke of', async () => {
  app.store.answer('models:publish', () => ({ ok: true, value: { familyId: MUG, version: 3 } }))
  const models = await opened()
  expect(await models.publish('too early')).toBe(false)
  await models.tryOut(files)
  expect(await models.publish('spring')).toBe(true)
  expect(asked('models:publish')).toMatchObject([{ files, version: 3, note: 'spring' }])
  expect([models.published, models.trial, models.families]).toEqual([{ familyId: MUG, version: 3 }, null, [mug]])
})

it('reads the list again until the store has heard of the new version from the shop', async () => {
  let asks = 0
  app.store.answer('models:publish', () => ({ ok: true, value: { familyId: MUG, version: 3 } }))
  app.store.answer('models:list', () => ({ ok: true, value: { families: [{ ...mug, onSale: ++asks < 3 ? 2 : 3 }] } }))
  const models = await opened()
  await models.tryOut(files)
  await models.publish('')
  app.clock.pass(500)
  await until(() => asks === 2 && models.reading.underWay === null, 'the second answer')
  app.clock.pass(500)
  await until(() => models.families?.[0]?.onSale === 3, 'the version on sale')
  app.clock.pass(5000)
  expect(asked('models:list')).toHaveLength(3)
})

it('keeps what was tried when it could not be published, with the reason', async () => {
  app.store.answer('models:publish', () => ({ ok: false, error: { code: 'shop-unreachable' } }))
  const models = await opened()
  await models.tryOut(files)
  expect(await models.publish('')).toBe(false)
  expect([models.publishing.refusal, models.trial?.files]).toEqual([{ code: 'shop-unreachable' }, files])
})

it('brings an earlier version back under the next number', async () => {
  app.store.answer('models:roll-back', () => ({ ok: true, value: { familyId: MUG, version: 3 } }))
  const models = await opened()
  expect(await models.bringBack(mug, 1)).toBe(true)
  expect(asked('models:roll-back')).toMatchObject([{ familyId: MUG, to: 1, version: 3 }])
})
