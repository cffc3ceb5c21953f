import type { ConfigModel } from '../../catalogue/model.ts'
import type { FamilyId } from '../../ids/ids.ts'

const same = (text: string) => ({ ko: text, en: text })
const base = { required: true, group: 'look' }

/** A small family for tests: a glaze, a handle that not every glaze takes, a size and a name. */
export const mug: ConfigModel = {
  id: 'mug' as FamilyId,
  version: 3,
  skuPrefix: 'MUG',
  currency: 'KRW',
  title: { ko: '머그', en: 'Mug' },
  tagline: same('mug'),
  sampleAt: same('A-1'),
  groups: [
    { id: 'look', title: same('look') },
    { id: 'words', title: same('words') },
  ],
  characteristics: [
    {
      ...base,
      id: 'glaze',
      kind: 'choice',
      title: { ko: '유약', en: 'Glaze' },
      values: [
        { id: 'celadon', title: { ko: '청자', en: 'Celadon' }, swatch: '#1E6B5C' },
        { id: 'ink', title: { ko: '먹', en: 'Ink' }, swatch: '#16181D', priceMinor: 3000 },
      ],
    },
    {
      ...base,
      id: 'handle',
      kind: 'choice',
      title: { ko: '손잡이', en: 'Handle' },
      values: [
        { id: 'round', title: { ko: '둥근', en: 'Round' } },
        { id: 'brass', title: { ko: '황동', en: 'Brass' }, priceMinor: 9000 },
      ],
    },
    { ...base, group: 'words', id: 'name', kind: 'text', title: same('name'), pattern: '[가-힣]{1,4}', lengthMax: 4 },
  ],
  constraints: [
    {
      id: 'no-brass-on-celadon',
      kind: 'forbid',
      over: ['glaze', 'handle'],
      rows: [['celadon', 'brass']],
      why: same('clash'),
    },
  ],
  basePriceMinor: 20_000,
  priceRules: [],
  assemblyDays: 3,
  leadTimes: [],
  art: { viewBox: '0 0 10 10', layers: [] },
}
