import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import { ShopConfigurationSchema } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { PeopleKeys } from '../../people-keys.ts'
import type { MetafieldName } from '../config.ts'
import { metafieldOf, MetafieldsSchema } from './metafields.ts'
import { refused, tell, unusable } from './reading.ts'
import type { Row } from './reading.ts'
import { jsonOf } from '../../adapters/json.ts'

/** Of `ShopConfiguration`, without what only a store knows: its own name of the customer, and codes, which open what they name. */
const SavedSchema = ShopConfigurationSchema.omit({ customerId: true, code: true, codeExpiresAt: true })
export type Saved = z.infer<typeof SavedSchema>
/** What stands in the metafield, read one by one. */
const DocumentSchema = z.object({ configurations: z.array(z.unknown()).max(500) })
const HolderSchema = z.object({ id: z.string(), metafields: MetafieldsSchema })

/** What a customer's metafield holds. `digest` is what a write compares with; null where there is none yet. */
export interface SavedDocument {
  readonly items: readonly unknown[]
  readonly digest: string | null
}

/** Null for a metafield that holds something else. */
export function savedDocument(name: MetafieldName, row: unknown): SavedDocument | null {
  const holder = HolderSchema.safeParse(row)
  if (!holder.success) return null
  const field = metafieldOf(holder.data.metafields, name)
  if (field === null) return { items: [], digest: null }
  const read = DocumentSchema.safeParse(jsonOf(field.value))
  return read.success ? { items: read.data.configurations, digest: field.compareDigest ?? null } : null
}

/** By this store's name of the configuration; its row is called by customer and configuration. */
const configurationRowId = (customerGid: string, configurationId: string): string => `${customerGid}/${configurationId}`
export const customerOfRow = (rowId: string): string => rowId.split('/').slice(0, 5).join('/')

/** The saved configurations of one customer; one that cannot be read is set aside, and the others come. */
export function configurationRows(keys: PeopleKeys, name: MetafieldName, row: unknown): Row[] {
  const holder = HolderSchema.safeParse(row)
  if (!holder.success) return [refused('configurations', row, holder.error)]
  const { id } = holder.data
  const document = savedDocument(name, row)
  if (document === null) return [unusable('configurations', id, 'document', 'not { "configurations": [...] }')]
  const customerId = keys.alias(id)
  return document.items.map((item, index) => {
    const read = SavedSchema.safeParse(item)
    if (!read.success) {
      const where = read.error.issues[0]?.path.join('.') ?? '?'
      return unusable('configurations', nameOf(id, item, index), 'document', where)
    }
    const value: ShopConfiguration = { ...read.data, customerId, code: null, codeExpiresAt: null }
    return tell('configurations', configurationRowId(id, value.id), customerId, [{ feed: 'configuration', value }])
  })
}

/** Whoever holds this one: the same id is the same configuration. */
export const idOfItem = (item: unknown): string | null => {
  const read = z.object({ id: z.string().max(60) }).safeParse(item)
  return read.success ? read.data.id : null
}

const RevisionSchema = z.object({ revision: z.int() })
/** -1 for what has none that counts. */
export const revisionOfItem = (item: unknown): number => RevisionSchema.safeParse(item).data?.revision ?? -1

/** As the metafield keeps it. */
export const savedOf = ({ customerId, code, codeExpiresAt, ...saved }: ShopConfiguration): Saved => saved

const nameOf = (holder: string, item: unknown, index: number): string =>
  configurationRowId(holder, idOfItem(item) ?? String(index))
