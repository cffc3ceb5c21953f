import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Call, Question } from './call.ts'
import type { VendureMapping } from './config.ts'
import { refusal } from '../adapters/halt.ts'
import { documentOf } from './map/configurations.ts'

type Fields = NonNullable<VendureMapping['savedConfigurations']>

const SavedSchema = z.object({ done: z.object({ revision: z.int(), document: z.string() }) })

/** How one is saved; null where the shop has no saved configurations. */
export function savingOf({ savedConfigurations: saved }: VendureMapping): Question<typeof SavedSchema> | null {
  if (saved === null) return null
  const { save, fields } = saved
  const args = (Object.keys(TYPES) as (keyof typeof TYPES)[]).map((ours) => `${fields[ours]}: $${ours}`)
  const variables = Object.entries(TYPES).map(([ours, type]) => `$${ours}: ${type}`)
  return {
    document: `mutation(${variables.join(', ')}) { done: ${save}(${args.join(', ')}) {
      revision: ${fields.revision} document: ${fields.document} } }`,
    answer: SavedSchema,
  }
}

const TYPES = {
  customerId: 'ID',
  key: 'String!',
  name: 'String!',
  document: 'String!',
  revision: 'Int!',
} as const satisfies Record<keyof Fields['fields'], string>

/** Saves it under its own id; the shop keeps the higher revision, so what is older there is not taken. */
export async function saveConfiguration(
  call: Call,
  saving: Question<typeof SavedSchema> | null,
  o: { configuration: ShopConfiguration; customerRef: string | null; signal: AbortSignal },
): Promise<{ accepted: boolean }> {
  if (saving === null) throw refusal('this shop has no saved configurations')
  const { configuration, customerRef } = o
  const document = documentOf(configuration)
  const { id, name, revision } = configuration
  const { value } = await call(saving, { customerId: customerRef, key: id, name, document, revision }, o.signal)
  const { done } = value
  return { accepted: done.revision === revision && isDeepStrictEqual(parsed(done.document), parsed(document)) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
