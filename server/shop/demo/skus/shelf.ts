import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { Sku } from '@dangol/domain/ids/ids.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'

/** Line drawings the screens have for stocked goods; nothing else may be named. */
export const GLYPHS = [
  'helmet',
  'glove',
  'jacket',
  'boot',
  'bottle',
  'sock',
  'cap',
  'bag',
  'ball',
  'brush',
  'tube',
  'jar',
  'gift',
  'tool',
  'towel',
  'lace',
] as const
type Glyph = (typeof GLYPHS)[number]

/** A product as the buyer writes it: code, Korean, English, price in won. */
type Item = readonly [code: string, ko: string, en: string, price: number]
/** What it comes in: code, Korean, English, `#rrggbb`. */
export type Kind = readonly [code: string, ko: string, en: string, swatch: string]

interface Shelf {
  readonly prefix: string
  readonly category: Localised
  readonly glyph: Glyph
  /** Floor and bay, as staff say it: '2층 C'. The shelf number follows from the place in the list. */
  readonly bay: Localised
  readonly items: readonly Item[]
  readonly kinds: readonly Kind[]
}

/** Every item of a shelf in each of its kinds. */
export function stocked(shelf: Shelf): StockedSku[] {
  return shelf.items.flatMap((item, row) => shelf.kinds.map((kind) => product(shelf, item, kind, row + 1)))
}

/** A product that comes in one kind only; the swatch is its own. */
export function single(
  shelf: Omit<Shelf, 'items' | 'kinds'>,
  items: readonly (readonly [...Item, swatch: string])[],
): StockedSku[] {
  return items.map(([code, ko, en, price, swatch], row) =>
    product({ ...shelf, items: [], kinds: [] }, [code, ko, en, price], ['', '', '', swatch], row + 1),
  )
}

function product(
  shelf: Shelf,
  [code, ko, en, price]: Item,
  [kind, kindKo, kindEn, swatch]: Kind,
  row: number,
): StockedSku {
  return {
    sku: [shelf.prefix, code, kind].filter((part) => part !== '').join('-') as Sku,
    title: { ko: kindKo ? `${ko} ${kindKo}` : ko, en: kindEn ? `${en}, ${kindEn}` : en },
    category: shelf.category,
    price: { minor: price, currency: 'KRW' },
    shelf: { ko: `${shelf.bay.ko}-${row}`, en: `${shelf.bay.en}-${row}` },
    swatch,
    glyph: shelf.glyph,
  }
}
