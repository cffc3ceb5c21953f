import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'

const text = (word: string) => ({ ko: word, en: word })
const value = (id: string, priceMinor = 0) => ({ id, title: text(id), priceMinor })
/** A shoe of two choices, one pair of which does not go together. */
export const RUNNER: ConfigModel = {
  id: 'runner' as FamilyId,
  version: 1,
  skuPrefix: 'RUN',
  currency: 'KRW',
  title: text('Runner'),
  tagline: text(''),
  sampleAt: text(''),
  groups: [{ id: 'all', title: text('All') }],
  characteristics: [
    {
      kind: 'choice',
      id: 'sole',
      group: 'all',
      title: text('Sole'),
      required: true,
      values: [value('road'), value('trail', 10_000)],
    },
    {
      kind: 'choice',
      id: 'plate',
      group: 'all',
      title: text('Plate'),
      required: true,
      values: [value('none'), value('carbon', 50_000)],
    },
  ],
  constraints: [
    {
      id: 'no-carbon-trail',
      kind: 'forbid',
      over: ['sole', 'plate'],
      rows: [['trail', 'carbon']],
      why: text('Carbon breaks on stones'),
    },
  ],
  basePriceMinor: 100_000,
  priceRules: [],
  assemblyDays: 1,
  leadTimes: [],
  art: { viewBox: '0 0 1 1', layers: [] },
}
