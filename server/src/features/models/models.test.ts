import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { writeModel } from '@dangol/modelling/files/write/write.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { Input } from '@dangol/protocol/requests.ts'
import { expect, it } from 'vitest'
import type { OpenVisit } from '../../ports/visits.ts'
import { kiosk, openGoodsFloor, wire } from '../../testing/goods-floor.ts'
import { createFakeShop } from '../../testing/fake-shop.ts'
import { MUG, mugOf } from '../../testing/small-shop.ts'
import { callerOf } from '../../testing/store-core.ts'
import { createPublishAtShop } from '../../upstream/publish-model.ts'
import { prepareInCarts } from '../carts/in-carts.sql.ts'
import { prepareVersions } from '../catalogue/versions.sql.ts'
import { prepareSavedThings } from '../configurations/saved-things.sql.ts'
import { prepareOrderedThings } from '../orders/ordered-things.sql.ts'
import { doJob } from './job.ts'
import type { Job, JobDone } from './job.ts'
import { createModels } from './models.ts'
import type { ModelsDeps } from './models.ts'

const manager = callerOf('office', 'office-1', 'jieun')

/** The same work in this thread; in-worker.test.ts does it beside. */
const here = <J extends Job>(job: J) => Promise.resolve(doJob(job) as JobDone<J>)

/** A store whose shop has published the first mug, and the office's requests. */
function openOffice(work: ModelsDeps['work'] = here) {
  const floor = openGoodsFloor()
  const shop = createFakeShop(floor.time)
  const versions = prepareVersions(floor.db)
  const mirror = (model: ConfigModel) =>
    floor.transact(() => floor.catalogue.mirror.model({ feed: 'model', value: wire(model) }))
  shop.models.push(wire(mugOf(1)))
  mirror(mugOf(1))
  const { handlers } = createModels({
    db: floor.db,
    clock: floor.time,
    shelf: {
      families: versions.families,
      versionsOf: versions.ofFamily,
      model: (id, version) => floor.catalogue.book.model(id, version),
    },
    held: {
      saved: prepareSavedThings(floor.db),
      inCarts: prepareInCarts(floor.db),
      ordered: prepareOrderedThings(floor.db),
    },
    publishAtShop: createPublishAtShop(shop),
    work,
  })
  const command = floor.command
  return {
    ...floor,
    ...{ shop, mirror },
    save: async (visit: OpenVisit, draft: ConfigurationDraft) =>
      await floor.configurations.handlers['configurations:save'](kiosk, { ...command(), visitId: visit.id, draft }),
    list: async () => await handlers['models:list'](manager, {}),
    files: async (version: number) => await handlers['models:files'](manager, { familyId: MUG, version }),
    dryRun: async (files: Input<'models:dry-run'>['files']) => await handlers['models:dry-run'](manager, { files }),
    publish: async (files: Input<'models:publish'>['files'], version: number) =>
      await handlers['models:publish'](manager, {
        ...command(),
        files,
        version,
        note: 'spring',
      }),
    rollBack: async (to: number, version: number) =>
      await handlers['models:roll-back'](manager, {
        ...command(),
        familyId: MUG,
        to,
        version,
        note: '',
      }),
  }
}
const fileOf = (model: ConfigModel) => [{ name: 'mug.model.yaml', text: writeModel(model) }]

it('tells what a new version would do to what people have saved and have in their carts', async () => {
  const office = openOffice()
  const visit = office.enter(kiosk)
  const save = (choices: Record<string, string>) => {
    const draft = office.mug({ modelVersion: 1, choices })
    return office.save(visit, draft)
  }
  await save({ kind: 'table', colour: 'red' })
  await save({ kind: 'table', colour: 'blue' })
  await save({ kind: 'travel' })
  const answer = await office.dryRun(fileOf(mugOf(2)))
  expect(answer).toMatchObject({
    ok: true,
    value: {
      kind: 'sound',
      onSale: 1,
      version: 2,
      saved: { total: 3, broken: 1, dearer: 1, unfinished: 1 },
      carts: { total: 0 },
      broken: [{ count: 1, isMendable: true }],
      sawAll: true,
    },
  })
})

it('refuses files that are no model, with file, line and rule', async () => {
  const { dryRun } = openOffice()
  const broken = writeModel(mugOf(2)).replace('colour', 'color')
  expect(await dryRun([{ name: 'mug.model.yaml', text: broken }])).toMatchObject({
    ok: true,
    value: {
      kind: 'refused',
      faults: expect.arrayContaining([expect.objectContaining({ file: 'mug.model.yaml' })]) as unknown,
    },
  })
  expect(await dryRun([{ name: 'mug.svg', text: '<svg/>' }])).toMatchObject({ value: { kind: 'refused' } })
})

/** Forbids every mug there is. */
const contradictory: ConfigModel = {
  ...mugOf(2),
  constraints: [
    {
      ...{ id: 'no-mug-at-all', kind: 'forbid', over: ['kind', 'colour'], why: { ko: '없음', en: 'None' } },
      rows: ['travel', 'table'].flatMap((kind) => ['blue', 'gold'].map((colour) => [kind, colour])),
    },
  ],
}
/** Asks for the kind where the colour is known, and for the colour where the kind is. */
const cyclic: ConfigModel = {
  ...mugOf(2),
  characteristics: mugOf(2).characteristics.map((each) =>
    each.id === 'kind'
      ? { ...each, onlyIf: { colour: ['gold'] } }
      : each.id === 'colour'
        ? { ...each, onlyIf: { kind: ['table'] } }
        : each,
  ),
}
/** A length to the hundredth of a millimetre: ten million steps. */
const oversized: ConfigModel = {
  ...mugOf(2),
  characteristics: [
    ...mugOf(2).characteristics,
    {
      ...{ id: 'height', group: 'all', title: { ko: '높이', en: 'Height' }, required: false },
      ...{ kind: 'number', unit: 'mm', min: 0, max: 100_000, step: 0.01 },
    },
  ],
}

it('refuses a model that contradicts itself, with the rule at fault and its line', async () => {
  const { dryRun } = openOffice()
  expect(await dryRun(fileOf(contradictory))).toMatchObject({
    value: {
      kind: 'refused',
      faults: [{ file: 'mug.model.yaml', line: expect.any(Number) as unknown, name: 'no-mug-at-all' }],
    },
  })
})

it.each([
  ['contradictory', writeModel(contradictory), /^mug\.model\.yaml:\d+:\d+ no-mug-at-all: This rule leaves no product/],
  ['cyclic', writeModel(cyclic), /^mug\.model\.yaml:\d+:\d+ kind: "only if" runs in a circle: kind → colour → kind/],
  ['oversized', writeModel(oversized), /^mug\.model\.yaml:\d+:\d+ height: A number has at most 100000 steps/],
  ['malformed', `${writeModel(mugOf(2))}rules: [`, /^mug\.model\.yaml:\d+:\d+ YAML: /],
  ['torn', writeModel(mugOf(2)).replaceAll('gold:', 'golden:'), /There is no value "gold" of "colour"/],
])('refuses a %s model at publish with what is at fault, and the last good one stays live', async (_, text, fault) => {
  const { publish, shop, list } = openOffice()
  expect(await publish([{ name: 'mug.model.yaml', text }], 2)).toEqual({
    ok: false,
    error: { code: 'model-refused', detail: expect.stringMatching(fault) as unknown },
  })
  expect(shop.models.map(({ version }) => version)).toEqual([1])
  expect(await list()).toMatchObject({ value: { families: [{ onSale: 1, versions: [{ version: 1 }] }] } })
})

it('publishes at the shop as the next version, once, and remembers by whom', async () => {
  const { publish, shop, mirror, list } = openOffice()
  expect(await publish(fileOf(mugOf(2)), 2)).toEqual({ ok: true, value: { familyId: MUG, version: 2 } })
  expect(await publish(fileOf(mugOf(2)), 2)).toMatchObject({ ok: true })
  expect(shop.models.map(({ version }) => version)).toEqual([1, 2])
  mirror(mugOf(2))
  expect(await list()).toMatchObject({
    value: {
      families: [
        {
          onSale: 2,
          versions: [
            { version: 2, by: 'jieun', note: 'spring' },
            { version: 1, by: null },
          ],
        },
      ],
    },
  })
})

it('publishes nothing that another version overtook, that is no model, or while the shop cannot be reached', async () => {
  const { publish, shop } = openOffice()
  expect(await publish(fileOf(mugOf(2)), 3)).toMatchObject({ error: { code: 'version-taken' } })
  expect(await publish([{ name: 'mug.model.yaml', text: 'family: mug' }], 2)).toMatchObject({
    error: { code: 'model-refused' },
  })
  shop.isReachable = false
  expect(await publish(fileOf(mugOf(2)), 2)).toMatchObject({ error: { code: 'shop-unreachable' } })
  expect(shop.models).toHaveLength(1)
})

it('says that a model takes too long to judge, and publishes nothing', async () => {
  const { dryRun, publish, shop } = openOffice(() => Promise.resolve(null))
  expect(await dryRun(fileOf(mugOf(2)))).toMatchObject({ error: { code: 'too-hard' } })
  expect(await publish(fileOf(mugOf(2)), 2)).toMatchObject({ error: { code: 'too-hard' } })
  expect(shop.models.map(({ version }) => version)).toEqual([1])
})

it('brings back an earlier version under a new number', async () => {
  const { publish, mirror, rollBack, shop } = openOffice()
  await publish(fileOf(mugOf(2)), 2)
  mirror(mugOf(2))
  expect(await rollBack(1, 3)).toEqual({ ok: true, value: { familyId: MUG, version: 3 } })
  expect(shop.models.at(-1)).toMatchObject({ version: 3, basePriceMinor: mugOf(1).basePriceMinor })
  expect(await rollBack(7, 4)).toMatchObject({ error: { code: 'no-such-version' } })
})

it('hands out a published version as a file that says the same again', async () => {
  const { files, dryRun } = openOffice()
  const answer = await files(1)
  const given = answer.ok ? answer.value.files : expect.fail('refused')
  expect(await dryRun(given)).toMatchObject({ value: { kind: 'sound', version: 2 } })
  expect(await files(9)).toMatchObject({ error: { code: 'no-such-version' } })
})

it('names what nobody ever chose', async () => {
  const office = openOffice()
  await office.save(office.enter(kiosk), office.mug({ modelVersion: 1, choices: { kind: 'table' } }))
  const answer = await office.list()
  const [mug] = answer.ok ? answer.value.families : []
  expect(mug?.counted).toBe(1)
  expect(mug?.neverChosen.map(({ name }) => name)).toEqual(['kind=travel', 'colour=blue', 'colour=gold', 'colour=red'])
})
