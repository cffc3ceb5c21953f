import type { ConfigurationWords } from '@dangol/domain/configurations/words.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { MedusaLink } from '../config.ts'
import { toDecimal } from '../money.ts'
import type { VariantRow } from '../rows.ts'

type Line = ShopOrder['lines'][number]

/** A line as Medusa takes it: of a variant, or described freely where there is none. */
export interface NewItem {
  readonly variant_id?: string
  readonly title?: string
  readonly quantity: number
  readonly unit_price: number
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface LineWords {
  readonly link: MedusaLink
  /** What a configuration says in words; null where its model is not known here: then its ids have to do. */
  readonly words: (configuration: NonNullable<Line['configuration']>) => ConfigurationWords | null
}

/** The SKU under which the shop keeps what is on a line; null for a family that no variant stands for. */
export function shopSkuOf(line: Line, { families }: Pick<MedusaLink, 'families'>): string | null {
  return line.configuration === null ? line.sku : (families[line.configuration.familyId] ?? null)
}

/** @param variant Null: the line is described freely, with what it is in its metadata. */
export function itemOf(line: Line, at: number, variant: VariantRow | null, o: LineWords): NewItem {
  const { link } = o
  const { configuration } = line
  const title = configuration === null && variant !== null ? {} : { title: line.title[link.lang] }
  return {
    ...(variant === null ? {} : { variant_id: variant.id }),
    ...title,
    quantity: line.quantity,
    unit_price: toDecimal(line.unitPrice),
    metadata: {
      [link.fields.sku]: line.sku,
      [link.fields.line]: at,
      ...(configuration === null ? {} : configurationOf(configuration, o)),
    },
  }
}

/** Its id, its choices for people to read, and what somebody needs to make it. What the shopper calls it stays in the store. */
function configurationOf(
  configuration: NonNullable<Line['configuration']>,
  { link: { fields, lang }, words }: LineWords,
) {
  const { id, familyId, modelVersion, revision, choices } = configuration
  return {
    [fields.configurationId]: id,
    [fields.configuration]:
      words(configuration)?.choices.map(({ what }) => what[lang]) ??
      Object.entries(choices).map(([what, choice]) => `${what}: ${choice}`),
    [fields.document]: { id, familyId, modelVersion, revision, choices },
  }
}
