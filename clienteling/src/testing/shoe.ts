import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'

const text = (of: string) => ({ ko: of, en: of })
const value = (id: string, priceMinor = 0) => ({ id, title: text(id), priceMinor })
const choice = (id: string, ...values: ReturnType<typeof value>[]) => ({
  ...{ id, kind: 'choice' as const, group: 'all', title: text(id), required: true },
  values,
})
/** A shoe whose white sole goes with a white upper only. */
export const shoe: ConfigModel = {
  ...{ id: 'shoe' as FamilyId, version: 1, skuPrefix: 'SHOE', currency: 'KRW', title: text('shoe'), tagline: text('') },
  ...{ sampleAt: text(''), groups: [{ id: 'all', title: text('all') }], basePriceMinor: 100_000, priceRules: [] },
  ...{ assemblyDays: 1, leadTimes: [], art: { viewBox: '0 0 1 1', layers: [] } },
  characteristics: [
    choice('upper', value('white'), value('black', 5_000)),
    choice('sole', value('white'), value('gum', 2_000)),
    { id: 'name', kind: 'text', group: 'all', title: text('name'), required: false, pattern: '[A-Z]+', lengthMax: 5 },
  ],
  constraints: [
    { id: 'white-sole', kind: 'requires', if: { sole: ['white'] }, then: { upper: ['white'] }, why: text('stains') },
  ],
}
