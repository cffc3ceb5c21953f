import type { ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { colours, value } from '../build.ts'
import type { Named } from '../build.ts'

/** Plated, polished and ceramic finishes for large metal parts. */
const FINISHES: readonly (readonly [...Named, price: number, days: number])[] = [
  ['chrome', '크롬 도금', 'Chrome plated', '#c4cad0', 0, 3],
  ['smoked-chrome', '스모크 크롬', 'Smoked chrome', '#7d848b', 90_000, 8],
  ['black-chrome', '블랙 크롬', 'Black chrome', '#3b3f45', 110_000, 8],
  ['polished', '폴리시드 알루미늄', 'Polished aluminium', '#d5d8da', 40_000, 5],
  ['brushed', '헤어라인 알루미늄', 'Brushed aluminium', '#aeb2b5', 40_000, 5],
  ['satin-silver', '무광 은색', 'Satin silver', '#9ea3a7', 30_000, 4],
  ['gloss-black', '유광 블랙', 'Gloss black', '#131416', 30_000, 4],
  ['satin-black', '반광 블랙', 'Satin black', '#242628', 30_000, 4],
  ['wrinkle-black', '링클 블랙', 'Wrinkle black', '#2c2d2e', 50_000, 6],
  ['graphite', '흑연색 세라믹', 'Graphite ceramic', '#4c5054', 70_000, 7],
  ['titanium', '티타늄 그레이', 'Titanium grey', '#7f7c77', 80_000, 7],
  ['nickel', '니켈 도금', 'Nickel plated', '#b7b19f', 80_000, 9],
  ['champagne', '샴페인 골드', 'Champagne gold', '#c2a878', 90_000, 9],
  ['brass', '황동 도금', 'Brass plated', '#b08d3e', 90_000, 9],
  ['antique-brass', '앤티크 황동', 'Antique brass', '#83683a', 110_000, 12],
  ['bronze', '청동색 세라믹', 'Bronze ceramic', '#7d5a3a', 80_000, 7],
  ['copper', '구리 도금', 'Copper plated', '#b06b45', 110_000, 12],
  ['rose-gold', '로즈 골드', 'Rose gold', '#c08c76', 130_000, 12],
  ['ivory', '상아색 분체 도장', 'Ivory powder coat', '#e4dcc8', 50_000, 6],
  ['white', '흰색 분체 도장', 'White powder coat', '#eceded', 50_000, 6],
  ['red', '빨강 분체 도장', 'Red powder coat', '#ac2129', 60_000, 6],
  ['blue', '파랑 분체 도장', 'Blue powder coat', '#234f97', 60_000, 6],
  ['green', '초록 분체 도장', 'Green powder coat', '#2c5b41', 60_000, 6],
  ['orange', '주황 분체 도장', 'Orange powder coat', '#cf5f24', 60_000, 6],
  ['yellow', '노랑 분체 도장', 'Yellow powder coat', '#e0b52e', 60_000, 6],
  ['sage', '세이지 분체 도장', 'Sage powder coat', '#84917c', 60_000, 6],
  ['sand', '모래색 분체 도장', 'Sand powder coat', '#b9a37f', 60_000, 6],
  ['brown', '갈색 분체 도장', 'Brown powder coat', '#55392a', 60_000, 6],
  ['pewter', '백랍색 세라믹', 'Pewter ceramic', '#8b8e90', 70_000, 7],
  ['blued', '청열 처리 강철', 'Heat-blued steel', '#46557a', 120_000, 10],
]

/** All metal finishes; `scale` is the surface to be finished, relative to one wheel rim. */
export function metalFinishes(scale: number): ChoiceValue[] {
  return FINISHES.map(([id, ko, en, swatch, price, days]) =>
    value(id, ko, en, { swatch, days, price: Math.round((price * scale) / 1000) * 1000 }),
  )
}

const ANODISED: readonly Named[] = [
  ['clear', '투명 아노다이징', 'Clear anodised', '#c9cdd0'],
  ['black', '검정 아노다이징', 'Black anodised', '#1d1e20'],
  ['grey', '회색 아노다이징', 'Grey anodised', '#6e7276'],
  ['titanium', '티타늄색 아노다이징', 'Titanium anodised', '#8d8780'],
  ['champagne', '샴페인색 아노다이징', 'Champagne anodised', '#cdb98d'],
  ['gold', '금색 아노다이징', 'Gold anodised', '#cfa336'],
  ['bronze', '청동색 아노다이징', 'Bronze anodised', '#8a6239'],
  ['copper', '구리색 아노다이징', 'Copper anodised', '#b4663c'],
  ['orange', '주황 아노다이징', 'Orange anodised', '#e0701f'],
  ['red', '빨강 아노다이징', 'Red anodised', '#bd1f2d'],
  ['wine', '와인색 아노다이징', 'Wine anodised', '#6d1a31'],
  ['pink', '분홍 아노다이징', 'Pink anodised', '#d4578f'],
  ['violet', '보라 아노다이징', 'Violet anodised', '#6542a5'],
  ['navy', '남색 아노다이징', 'Navy anodised', '#1d2f57'],
  ['blue', '파랑 아노다이징', 'Blue anodised', '#1c5fc0'],
  ['sky', '하늘색 아노다이징', 'Sky blue anodised', '#58a6dc'],
  ['teal', '청록 아노다이징', 'Teal anodised', '#137f80'],
  ['green', '초록 아노다이징', 'Green anodised', '#2c8a45'],
  ['lime', '라임색 아노다이징', 'Lime anodised', '#9abf2a'],
  ['olive', '올리브색 아노다이징', 'Olive anodised', '#6b6a35'],
]

/** Anodised colours for small machined parts: clear and black at once, the rest by the batch. */
export function anodisedColours(price: number): ChoiceValue[] {
  const [clear, black, ...rest] = ANODISED
  const kept = [clear, black].filter((named) => named !== undefined)
  return [...colours(kept, { days: 2 }), ...colours(rest, { price, days: 9 })]
}
