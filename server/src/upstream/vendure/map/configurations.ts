import { ConfigurationIdSchema, FamilyIdSchema, InstantSchema, PersonaIdSchema } from '@dangol/protocol/common.ts'
import { ChoicesSchema } from '@dangol/protocol/catalogue.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { PeopleKeys } from '../../people-keys.ts'
import { fit } from '../../adapters/judge.ts'
import type { MapRow } from '../../adapters/judge.ts'
import { Unfit } from '../../adapters/unfit.ts'

const SavedSchema = z.object({
  id: z.string(),
  updatedAt: z.string(),
  customerId: z.string().nullable(),
  key: z.string(),
  name: z.string(),
  document: z.string(),
  revision: z.int(),
})
/** What the document has to say; a shop may keep more in it. */
const DocumentSchema = z.object({
  familyId: FamilyIdSchema,
  modelVersion: z.int(),
  choices: ChoicesSchema,
  personaId: PersonaIdSchema.nullable().default(null),
  secret: z.boolean().default(false),
  origin: z.enum(['online', 'kiosk', 'tablet']).default('online'),
  savedAt: InstantSchema.optional(),
  code: z.string().nullable().default(null),
  codeExpiresAt: InstantSchema.nullable().default(null),
  discarded: z.boolean().default(false),
})
const NAME_MAX = 80

/** What somebody configured and saved, by the words of the shop's plugin (`config.ts`). */
export function mapConfiguration(keys: PeopleKeys): MapRow {
  return (row) => {
    const saved = fit(SavedSchema, row, 'shape')
    const customerId = saved.customerId === null ? null : keys.alias(saved.customerId)
    const { savedAt, ...document } = fit(DocumentSchema, parsed(saved.document), 'document')
    const value: ShopConfiguration = {
      ...document,
      id: fit(ConfigurationIdSchema, saved.key, 'document'),
      revision: saved.revision,
      name: saved.name.slice(0, NAME_MAX),
      customerId,
      savedAt: savedAt ?? Date.parse(saved.updatedAt),
    }
    return { customerId, changes: [{ feed: 'configuration', value }] }
  }
}

/** The document as the shop keeps it, without what it has columns for and without who it belongs to. */
export function documentOf(configuration: ShopConfiguration): string {
  const { familyId, modelVersion, choices, personaId, secret, origin, savedAt, discarded, code, codeExpiresAt } =
    configuration
  const document = { familyId, modelVersion, choices, personaId, secret, origin, savedAt, discarded }
  return JSON.stringify(code === null ? document : { ...document, code, codeExpiresAt })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unfit('document', 'the document is no JSON')
  }
}
