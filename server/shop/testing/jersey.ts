import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'

const text = (en: string) => ({ ko: en, en })
/** A jersey with the wearer's own crest on it. */
export const JERSEY: ConfigModel = {
  ...{
    id: 'jersey' as FamilyId,
    version: 1,
    skuPrefix: 'JS',
    currency: 'KRW',
    title: text('Jersey'),
    tagline: text(''),
  },
  ...{ sampleAt: text(''), groups: [{ id: 'all', title: text('All') }], constraints: [], basePriceMinor: 1 },
  ...{ priceRules: [], assemblyDays: 1, leadTimes: [], art: { viewBox: '0 0 10 10', layers: [] } },
  characteristics: [
    {
      ...{ id: 'crest', group: 'all', title: text('Crest'), kind: 'picture', required: false },
      ...{ types: ['image/png', 'image/jpeg'], bytesMax: 3_000_000, widthMin: 300, heightMin: 200 },
    },
    { id: 'size', group: 'all', title: text('Size'), kind: 'number', required: true, min: 0, max: 9, step: 1 },
  ],
}
