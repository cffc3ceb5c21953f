import { z } from 'zod'
import type { AdminApi, Said } from '../admin-api.ts'
import { CHANGED_PRODUCTS, PRODUCTS_BY_ID, VARIANTS, VARIANTS_OF_PRODUCT } from '../documents/products.ts'
import { LEVELS, LEVELS_BY_ID } from '../documents/stock.ts'
import { goodsRow, levelRow } from '../rows/goods.ts'
import type { GoodsRowDeps } from '../rows/goods.ts'
import { allWhole, batchOf, ConnectionSchema, mapped, NodesSchema } from './source.ts'
import type { Batch, FeedSource, ListAsk } from './source.ts'

const PRODUCTS_PAGE = 12
const VARIANTS_PAGE = 100
const LEVELS_PAGE = 100
const ProductsSchema = z.object({ products: ConnectionSchema })
const VariantsSchema = z.object({ productVariants: ConnectionSchema })
const WithVariantsSchema = z.object({ variants: z.object({ nodes: z.array(z.unknown()) }) })
/** Null where the place of the mapping is none: probe() says so, and nothing comes from there. */
const LevelsSchema = z.object({ location: z.object({ inventoryLevels: ConnectionSchema }).nullable() })

/** Variants as stocked SKUs. */
export function productsSource(api: AdminApi, deps: GoodsRowDeps): FeedSource {
  const flat = async (nodes: readonly unknown[], signal: AbortSignal): Promise<Said<readonly unknown[]>> => {
    const nested = { api, document: VARIANTS_OF_PRODUCT, root: 'product', field: 'variants', signal } as const
    return mapped(allWhole(nested, nodes), (rows) => rows.flatMap(variantsIn))
  }
  const changed = async ({ query, after, first, signal }: ListAsk): Promise<Said<Batch>> => {
    const variables = { first, after, query }
    const said = await api.ask({ document: CHANGED_PRODUCTS, variables, schema: ProductsSchema, signal })
    if (said.kind !== 'answered') return said
    const batch = batchOf(said.value.products)
    const rows = await flat(batch.rows, signal)
    return rows.kind === 'answered' ? { ...said, value: { ...batch, rows: rows.value } } : rows
  }
  return {
    feed: 'products',
    parts: 1,
    pageMax: { changed: PRODUCTS_PAGE, all: VARIANTS_PAGE },
    openQuery: null,
    list: (ask) =>
      ask.order === 'changed'
        ? changed(ask)
        : mapped(
            api.ask({
              document: VARIANTS,
              variables: { first: ask.first, after: ask.after, query: ask.query },
              schema: VariantsSchema,
              signal: ask.signal,
            }),
            ({ productVariants }) => batchOf(productVariants),
          ),
    async byId(ids, signal) {
      const said = await api.ask({ document: PRODUCTS_BY_ID, variables: { ids }, schema: NodesSchema, signal })
      return said.kind === 'answered' ? flat(said.value.nodes, signal) : said
    },
    rows: (raw) => [goodsRow(deps, raw)],
  }
}

/** The variants of a product; a variant is itself, and what is gone is gone. */
function variantsIn(raw: unknown): readonly unknown[] {
  const product = WithVariantsSchema.safeParse(raw)
  return product.success ? product.data.variants.nodes : [raw]
}

/** Stock of the places of the mapping, one list per place. */
export function stockSource(api: AdminApi, deps: GoodsRowDeps): FeedSource {
  const places = Object.keys(deps.mapping.locations)
  return {
    feed: 'stock',
    parts: places.length,
    pageMax: { changed: LEVELS_PAGE, all: LEVELS_PAGE },
    openQuery: null,
    list: ({ part, query, after, first, signal }) =>
      mapped(
        api.ask({
          document: LEVELS,
          variables: { location: places[part], first, after, query },
          schema: LevelsSchema,
          signal,
        }),
        ({ location }) =>
          location === null ? { rows: [], after: null, more: false } : batchOf(location.inventoryLevels),
      ),
    byId: (ids, signal) =>
      mapped(
        api.ask({ document: LEVELS_BY_ID, variables: { ids }, schema: NodesSchema, signal }),
        ({ nodes }) => nodes,
      ),
    rows: (raw) => [levelRow(deps, raw)],
  }
}
