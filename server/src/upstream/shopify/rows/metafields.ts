import { z } from 'zod'
import type { MetafieldName } from '../config.ts'

export const MetafieldsSchema = z.object({
  nodes: z.array(
    z.object({
      namespace: z.string(),
      key: z.string(),
      value: z.string(),
      /** Changes with the value; a write names the one it read. */
      compareDigest: z.string().optional(),
    }),
  ),
})
type Metafields = z.infer<typeof MetafieldsSchema>

/** As `metafields(keys:)` wants them. */
export const keyOf = ({ namespace, key }: MetafieldName): string => `${namespace}.${key}`

export const metafieldOf = (fields: Metafields | undefined, name: MetafieldName) =>
  fields?.nodes.find(({ namespace, key }) => namespace === name.namespace && key === name.key) ?? null

export const valueOf = (fields: Metafields | undefined, name: MetafieldName): string | null =>
  metafieldOf(fields, name)?.value ?? null
