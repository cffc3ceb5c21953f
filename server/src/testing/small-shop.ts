import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { FamilyId, LocationId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { asId } from './store-core.ts'

const text = (ko: string, en: string): Localised => ({ ko, en })

export const HOME = asId<LocationId>('home')
export const WAREHOUSE = asId<LocationId>('warehouse')

/** A store with one shelf of its own and a warehouse two days away. */
export const smallStore: Store = {
  id: 'small',
  title: text('작은 가게', 'Small store'),
  currency: 'KRW',
  timeZone: 'Asia/Seoul',
  home: HOME,
  locations: [
    { id: HOME, title: text('매장', 'Store'), kind: 'store', transferDays: 0 },
    { id: WAREHOUSE, title: text('물류센터', 'Warehouse'), kind: 'warehouse', transferDays: 2 },
  ],
  closedDates: [],
  closedWeekdays: [0, 6],
  workshopUnitsPerDay: 2,
  deliveryDays: 2,
}

export const MUG = family('mug')

/** A mug: a colour, a handle that a travel mug has not, and a name. Version 2 is dearer and has lost the red one. */
export const mugOf = (version: 1 | 2): ConfigModel => ({
  id: MUG,
  version,
  skuPrefix: 'MG',
  currency: 'KRW',
  title: text('머그', 'Mug'),
  tagline: text('내 컵', 'A cup of my own'),
  sampleAt: text('1층 진열대', 'Ground floor, display'),
  groups: [{ id: 'all', title: text('전체', 'All') }],
  characteristics: [
    {
      id: 'kind',
      group: 'all',
      title: text('종류', 'Kind'),
      kind: 'choice',
      required: true,
      values: [
        { id: 'table', title: text('테이블', 'Table') },
        { id: 'travel', title: text('여행용', 'Travel'), priceMinor: 5_000, leadDays: 3 },
      ],
    },
    {
      id: 'colour',
      group: 'all',
      title: text('색상', 'Colour'),
      kind: 'choice',
      required: true,
      values: [
        { id: 'blue', title: text('파랑', 'Blue') },
        { id: 'gold', title: text('금색', 'Gold'), priceMinor: 9_000 },
        ...(version === 1 ? [{ id: 'red', title: text('빨강', 'Red') }] : []),
      ],
    },
    {
      id: 'name',
      group: 'all',
      title: text('이름', 'Name'),
      kind: 'text',
      required: false,
      pattern: '[A-Z가-힣 ]+',
      lengthMax: 8,
    },
  ],
  constraints: [
    {
      id: 'no-gold-travel',
      kind: 'forbid',
      over: ['kind', 'colour'],
      rows: [['travel', 'gold']],
      why: text('여행용에는 금박을 쓸 수 없어요', 'Gold leaf does not survive travel'),
    },
  ],
  basePriceMinor: version === 1 ? 20_000 : 22_000,
  priceRules: [],
  assemblyDays: 1,
  leadTimes: [],
  art: { viewBox: '0 0 10 10', layers: [] },
})

export const SOCKS = asId<Sku>('SOCK-01')
export const LACES = asId<Sku>('LACE-02')

export const smallSkus: readonly StockedSku[] = [
  {
    sku: SOCKS,
    title: text('러닝 양말', 'Running socks'),
    category: text('양말', 'Socks'),
    price: { minor: 12_000, currency: 'KRW' },
    shelf: text('2층 C-14', 'Floor 2, C-14'),
    swatch: '#3355aa',
    glyph: 'sock',
  },
  {
    sku: LACES,
    title: text('신발 끈', 'Shoe laces'),
    category: text('소품', 'Small things'),
    price: { minor: 4_500, currency: 'KRW' },
    swatch: '#222222',
    glyph: 'lace',
  },
]

function family(id: string): FamilyId {
  return asId<FamilyId>(id)
}
