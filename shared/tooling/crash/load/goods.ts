import { join } from 'node:path'
import type { Sku } from '@dangol/domain/ids/ids.ts'
import { demoModels, demoPeople } from '@dangol/server/shop/demo/demo.ts'
import { readBestStocked } from '../check/store-file.sql.ts'
import type { Site } from '../site.ts'
import type { Goods } from './shopping.ts'

/** Few enough that devices meet in the same goods, enough that they do not run out. */
const SKUS = 10

/** What is sold in a round: the best stocked goods, and a configuration that can be ordered as it stands. */
export function readGoods(site: Site): Goods {
  const saved = demoPeople
    .flatMap(({ configurations }) => configurations)
    .find(({ familyId, modelVersion }) =>
      demoModels.some(({ id, version }) => id === familyId && version === modelVersion),
    )
  const model = demoModels.find(({ id }) => id === saved?.familyId)
  if (saved === undefined || model === undefined) throw new Error('nobody of the demonstration saved anything of today')
  return {
    skus: readBestStocked(join(site.template, 'store.sqlite'), SKUS).map((sku) => sku as Sku),
    family: { id: model.id, version: model.version, choices: saved.choices },
  }
}
