import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { fitsModel } from '@dangol/domain/configurations/artefact.ts'
import { expect, test } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'

const NONE = { ko: '없음', en: 'None' }

/** A shop with the first mug on sale, and a store that publishes the second. */
async function openPublishing() {
  const stage = await openStage()
  const first = stage.shop.catalogue.model('mug', 1) as ConfigModel
  const publish = (over: object) => {
    const model = { ...first, version: 2, ...over }
    return stage.asStore('PUT', `/models/mug/${model.version}`, model)
  }
  /** Versions that stores have heard of, with their compiled forms. */
  const told = async () =>
    (await stage.changesSince())
      .of('model')
      .flatMap(({ value, compiled }) =>
        compiled !== undefined && fitsModel(value as ConfigModel, compiled) ? [value.version] : [],
      )
  const onSale = () => stage.shop.catalogue.newestModels().map(({ version }) => version)
  return { publish, told, onSale }
}

test('a model that is published is on sale, and every store hears of it with its compiled form', async () => {
  const { publish, told, onSale } = await openPublishing()
  expect((await publish({ basePriceMinor: 21_000 })).status).toBe(200)
  expect([await told(), onSale()]).toEqual([[1, 2], [2]])
})

test.each([
  ['contradictory', { constraints: [{ id: 'x', kind: 'forbid', over: ['colour'], rows: [['blue']], why: NONE }] }, 422],
  ['torn', { constraints: [{ id: 'x', kind: 'forbid', over: ['lid'], rows: [['on']], why: NONE }] }, 422],
  ['cyclic', { characteristics: [waiting('a', 'b'), waiting('b', 'a')] }, 422],
  ['malformed', { characteristics: 'blue' }, 400],
  ['oversized', { tagline: { ko: '컵', en: 'x'.repeat(9_000_000) } }, 413],
  ['skipping a version', { version: 3 }, 409],
])(
  'a model that is %s is refused at publish: no store hears of it, and the last good one stays on sale',
  async (_, over, status) => {
    const { publish, told, onSale } = await openPublishing()
    expect((await publish(over)).status).toBe(status)
    expect([await told(), onSale()]).toEqual([[1], [1]])
  },
)

/** A choice that is asked only once another one is made. */
function waiting(id: string, other: string): ConfigModel['characteristics'][number] {
  return {
    ...{ id, group: 'all', title: { ko: id, en: id }, kind: 'choice', required: true },
    onlyIf: { [other]: ['x'] },
    values: [{ id: 'x', title: { ko: 'x', en: 'x' } }],
  }
}
