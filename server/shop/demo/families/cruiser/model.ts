import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { text } from '../build.ts'
import { cruiserArt } from './art.ts'
import { paintCharacteristics, paintGroup, tankCharacteristics, tankGroup } from './body.ts'
import { chassisCharacteristics, chassisGroup } from './chassis.ts'
import { cockpitCharacteristics, cockpitGroup } from './cockpit.ts'
import { luggageCharacteristics, luggageGroup, seatCharacteristics, seatGroup } from './comfort.ts'
import { cruiserConstraints } from './constraints.ts'
import { breathingCharacteristics, breathingGroup, engineCharacteristics, engineGroup } from './engine.ts'
import { lightsCharacteristics, lightsGroup, personalCharacteristics, personalGroup } from './lights.ts'
import { wheelsCharacteristics, wheelsGroup } from './wheels.ts'

/** Gorae 1200: a V-twin cruiser of which no two need to be alike. */
export const cruiser: ConfigModel = {
  id: 'gorae-1200' as FamilyId,
  version: 3,
  skuPrefix: 'GR12',
  currency: 'KRW',
  title: text('고래 1200', 'Gorae 1200'),
  tagline: text(
    '느긋하게 헤엄치듯 달리는 V트윈 크루저. 같은 고래는 두 마리 없습니다.',
    'A V-twin cruiser that moves like a whale: unhurried. No two are alike.',
  ),
  sampleAt: text(
    '1층 중앙 무대: 전시차와 도장·가죽 견본',
    'Centre stage, ground floor: show bike, paint and leather samples',
  ),
  groups: [
    tankGroup,
    paintGroup,
    engineGroup,
    breathingGroup,
    wheelsGroup,
    chassisGroup,
    cockpitGroup,
    seatGroup,
    luggageGroup,
    lightsGroup,
    personalGroup,
  ],
  characteristics: [
    ...tankCharacteristics,
    ...paintCharacteristics,
    ...engineCharacteristics,
    ...breathingCharacteristics,
    ...wheelsCharacteristics,
    ...chassisCharacteristics,
    ...cockpitCharacteristics,
    ...seatCharacteristics,
    ...luggageCharacteristics,
    ...lightsCharacteristics,
    ...personalCharacteristics,
  ],
  constraints: cruiserConstraints,
  basePriceMinor: 23_900_000,
  priceRules: [
    {
      id: 'deep-two-tone',
      kind: 'when',
      when: { clear: ['deep'], scheme: ['wave', 'panel', 'scallop', 'band', 'belly'] },
      addMinor: 260_000,
      title: text('깊은 유광 투톤 작업', 'Two-tone under deep gloss'),
    },
    {
      id: 'touring-set',
      kind: 'when',
      when: { bags: ['hard'], windshield: ['tall'], 'rider-aids': ['cruise', 'both'] },
      addMinor: -350_000,
      title: text('투어링 세트 할인', 'Touring set saving'),
    },
    {
      id: 'matched-leather',
      kind: 'when',
      when: { bags: ['classic'], 'sissy-bar': ['pad'] },
      addMinor: 120_000,
      title: text('가방과 등받이 가죽 결 맞춤', 'Leather of bags and pad cut from one hide'),
    },
    {
      id: 'engraving-letters',
      kind: 'per-letter',
      of: 'engraving-text',
      addMinor: 4_000,
      title: text('각인 글자', 'Engraved letters'),
    },
  ],
  assemblyDays: 8,
  leadTimes: [
    {
      id: 'candy-cure',
      when: { clear: ['deep', 'flake'] },
      days: 12,
      part: text('겹도장 건조', 'Curing of the layered paint'),
    },
    {
      id: 'stroker-bench',
      when: { tune: ['stroker'] },
      days: 20,
      part: text('롱 스트로크 엔진 벤치 시험', 'Bench run of the long-stroke engine'),
    },
    {
      id: 'air-calibration',
      when: { shock: ['air'] },
      days: 22,
      part: text('에어 서스펜션 교정', 'Calibration of the air suspension'),
    },
  ],
  art: cruiserArt,
}
