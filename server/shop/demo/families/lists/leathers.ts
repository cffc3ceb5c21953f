import type { ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { shade } from '@dangol/domain/catalogue/colour.ts'
import { value } from '../build.ts'
import type { Named } from '../build.ts'

/** Vegetable-dyed colours every hide is kept in. */
const DYES: readonly Named[] = [
  ['black', '흑색', 'Black', '#1b1a1a'],
  ['charcoal', '숯색', 'Charcoal', '#38383a'],
  ['ash', '잿빛', 'Ash', '#6b6a67'],
  ['stone', '돌회색', 'Stone', '#9a958b'],
  ['ivory', '상아색', 'Ivory', '#e6dcc4'],
  ['chalk', '분백색', 'Chalk White', '#efece4'],
  ['sand', '모래색', 'Sand', '#c9b08a'],
  ['honey', '꿀색', 'Honey', '#b9803e'],
  ['tan', '황갈색', 'Tan', '#a56a3a'],
  ['saddle', '안장갈색', 'Saddle Brown', '#874f2b'],
  ['cognac', '코냑색', 'Cognac', '#7b4325'],
  ['chestnut', '밤색', 'Chestnut', '#5b3222'],
  ['walnut', '호두색', 'Walnut', '#4a2f22'],
  ['espresso', '진갈색', 'Espresso', '#2f201a'],
  ['oxblood', '검붉은색', 'Oxblood', '#4f1b1e'],
  ['wine', '포도주색', 'Wine', '#6a2331'],
  ['brick', '벽돌색', 'Brick', '#94432f'],
  ['red', '홍색', 'Red', '#a3262b'],
  ['rust', '녹슨 주황색', 'Rust', '#b2592a'],
  ['mustard', '겨자색', 'Mustard', '#b98c2c'],
  ['olive', '올리브색', 'Olive', '#5c5a37'],
  ['forest', '숲색', 'Forest', '#2c4637'],
  ['teal', '청록색', 'Teal', '#245a5c'],
  ['navy', '남색', 'Navy', '#1f2c47'],
  ['denim', '데님색', 'Denim', '#43597a'],
  ['aubergine', '가지색', 'Aubergine', '#3d2639'],
  ['taupe', '회갈색', 'Taupe', '#857768'],
  ['camel', '낙타색', 'Camel', '#bd8f5a'],
  ['terracotta', '토기색', 'Terracotta', '#a85a40'],
  ['bottle', '병초록색', 'Bottle Green', '#1e3a2f'],
  ['sage', '세이지색', 'Sage', '#8a9480'],
  ['ink-blue', '잉크색', 'Ink Blue', '#182238'],
  ['dusk-rose', '장밋빛', 'Dusky Rose', '#9c5a5c'],
]

interface Hide {
  readonly id: string
  readonly ko: string
  readonly en: string
  readonly price: number
  /** How the hide takes the dye: lighter or darker, in per cent. */
  readonly takes: number
  readonly days: number
}

const HIDES: readonly Hide[] = [
  { id: 'smooth', ko: '스무스 가죽', en: 'smooth leather', takes: 0, price: 0, days: 3 },
  { id: 'pebbled', ko: '슈렁큰 가죽', en: 'pebbled leather', takes: 5, price: 60_000, days: 5 },
  { id: 'waxed', ko: '왁스 가죽', en: 'waxed leather', takes: -14, price: 110_000, days: 8 },
  { id: 'perforated', ko: '타공 가죽', en: 'perforated leather', takes: -5, price: 90_000, days: 6 },
  { id: 'nubuck', ko: '누벅', en: 'nubuck', takes: 12, price: 140_000, days: 10 },
]

/** Every hide in every dye, 165 values; `scale` is how much leather the part takes, relative to a seat. */
export function leathers(scale: number): ChoiceValue[] {
  return HIDES.flatMap((hide) =>
    DYES.map(([id, ko, en, swatch]) =>
      value(`${hide.id}-${id}`, `${ko} ${hide.ko}`, `${en} ${hide.en}`, {
        swatch: shade(swatch, hide.takes),
        price: Math.round((hide.price * scale) / 1000) * 1000,
        days: hide.days,
      }),
    ),
  )
}

/** Ids of all values of one hide, for what shows on the surface. */
export function ofHide(hide: 'smooth' | 'pebbled' | 'waxed' | 'perforated' | 'nubuck'): string[] {
  return DYES.map(([id]) => `${hide}-${id}`)
}
