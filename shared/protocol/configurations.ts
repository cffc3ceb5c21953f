import { z } from 'zod'
import { ChoiceSchema, ChoicesSchema } from './catalogue.ts'
import {
  ConfigurationIdSchema,
  FamilyIdSchema,
  InstantSchema,
  LocalisedSchema,
  MoneySchema,
  PersonaIdSchema,
  SkuSchema,
} from './common.ts'
import { DatePromiseSchema } from './promises.ts'

/** What became of a stored configuration under today's catalogue. Nothing is altered unasked. */
export const ChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gone'),
    what: LocalisedSchema,
    characteristicId: z.string(),
    choice: ChoiceSchema,
  }),
  z.strictObject({ kind: z.literal('excluded'), what: LocalisedSchema, why: LocalisedSchema }),
  z.strictObject({ kind: z.literal('missing'), what: LocalisedSchema, characteristicId: z.string() }),
  z.strictObject({
    kind: z.literal('changed'),
    what: LocalisedSchema,
    was: LocalisedSchema,
    characteristicId: z.string(),
  }),
  z.strictObject({ kind: z.literal('price'), from: MoneySchema, to: MoneySchema }),
  z.strictObject({ kind: z.literal('days'), from: z.int().nonnegative(), to: z.int().nonnegative() }),
])
export const ValiditySchema = z.strictObject({
  /** 'valid': orderable as it stands. 'incomplete': choices are missing. 'invalid': something is gone or excluded. */
  state: z.enum(['valid', 'incomplete', 'invalid']),
  changes: z.array(ChangeSchema),
  /** The nearest choices that can be ordered or completed; offered, not applied. */
  repair: z
    .strictObject({ choices: ChoicesSchema, changed: z.array(z.string()), dropped: z.array(z.string()) })
    .exactOptional(),
})

/** More characteristics than any model that compiles; a document of more is none. */
const WORDS_MAX = 2_000

/** What a document says in words: readable where its model is not known. */
export const ConfigurationWordsSchema = z.strictObject({
  family: LocalisedSchema,
  choices: z.array(z.strictObject({ characteristicId: z.string(), what: LocalisedSchema })).max(WORDS_MAX),
  price: MoneySchema,
})

/** A saved configuration as every entitled screen shows it: the document, and what the store says of it today. */
export const ConfigurationViewSchema = z.strictObject({
  id: ConfigurationIdSchema,
  familyId: FamilyIdSchema,
  /** Model version the choices were made under. */
  modelVersion: z.int(),
  /** Rises by one with each save; a save names the revision it started from. */
  revision: z.int().nonnegative(),
  name: z.string().max(80),
  personaId: PersonaIdSchema.nullable(),
  secret: z.boolean(),
  choices: ChoicesSchema,
  origin: z.enum(['online', 'kiosk', 'tablet']),
  savedAt: InstantSchema,
  price: MoneySchema,
  /** Canonical key, 26 Crockford characters; null while incomplete. */
  canonicalKey: z.string().nullable(),
  /** Virtual SKU `PREFIX-XXXXXXXX`; null while incomplete. */
  sku: SkuSchema.nullable(),
  validity: ValiditySchema,
  promise: DatePromiseSchema.nullable(),
  /** Where the family is not made any more or was never known here: read-only, and this is all there is to read. */
  words: ConfigurationWordsSchema.exactOptional(),
})
export type ConfigurationView = z.infer<typeof ConfigurationViewSchema>

/** A configuration as it is written, by shopper or associate. */
export const ConfigurationDraftSchema = z.strictObject({
  id: ConfigurationIdSchema,
  familyId: FamilyIdSchema,
  modelVersion: z.int(),
  /** Revision this edit started from; 0 for a new one. */
  revision: z.int().nonnegative(),
  name: z.string().max(80),
  personaId: PersonaIdSchema.nullable(),
  secret: z.boolean(),
  choices: ChoicesSchema,
})
/** Price and key as a device worked them out; the key null while something is missing. */
export const ClaimsSchema = z.strictObject({ price: MoneySchema, canonicalKey: z.string().max(40).nullable() })

export type ConfigurationDraft = z.infer<typeof ConfigurationDraftSchema>
