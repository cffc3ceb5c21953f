import { z } from 'zod'
import { CurrencySchema, FamilyIdSchema, LocalisedSchema, LocationIdSchema, MoneySchema, SkuSchema } from './common.ts'

const valueId = z.string().min(1).max(80)
const characteristicId = z.string().min(1).max(80)
export const ChoiceSchema = z.union([z.string().max(200), z.number()])
export const ChoicesSchema = z.record(characteristicId, ChoiceSchema)
const ConditionSchema = z.record(characteristicId, z.array(valueId))

const base = {
  id: characteristicId,
  group: z.string(),
  title: LocalisedSchema,
  help: LocalisedSchema.exactOptional(),
  required: z.boolean(),
  onlyIf: ConditionSchema.exactOptional(),
}
const ChoiceValueSchema = z.strictObject({
  id: valueId,
  title: LocalisedSchema,
  swatch: z.string().exactOptional(),
  priceMinor: z.int().exactOptional(),
  leadDays: z.int().exactOptional(),
  note: LocalisedSchema.exactOptional(),
  sampleAt: LocalisedSchema.exactOptional(),
})
export const CharacteristicSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('choice'),
    values: z.array(ChoiceValueSchema),
    default: valueId.exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    pattern: z.string(),
    lengthMax: z.int(),
    default: z.string().exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    unit: z.string().exactOptional(),
    default: z.number().exactOptional(),
  }),
])
const table = { id: z.string(), over: z.array(characteristicId), rows: z.array(z.array(valueId)), why: LocalisedSchema }
const ConstraintSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('allow'), ...table }),
  z.strictObject({ kind: z.literal('forbid'), ...table }),
  z.strictObject({
    kind: z.literal('requires'),
    id: z.string(),
    if: ConditionSchema,
    then: ConditionSchema,
    why: LocalisedSchema,
  }),
])
const PriceRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('when'),
    id: z.string(),
    when: ConditionSchema,
    addMinor: z.int(),
    title: LocalisedSchema,
  }),
  z.strictObject({
    kind: z.literal('per-letter'),
    id: z.string(),
    of: characteristicId,
    addMinor: z.int(),
    title: LocalisedSchema,
  }),
])

/** A configurable family as published by the online shop; fits `ConfigModel` of the domain. */
export const ConfigModelSchema = z.strictObject({
  id: FamilyIdSchema,
  version: z.int().positive(),
  skuPrefix: z.string().regex(/^[A-Z0-9]{2,6}$/),
  currency: CurrencySchema,
  title: LocalisedSchema,
  tagline: LocalisedSchema,
  sampleAt: LocalisedSchema,
  groups: z.array(z.strictObject({ id: z.string(), title: LocalisedSchema })),
  characteristics: z.array(CharacteristicSchema),
  constraints: z.array(ConstraintSchema),
  basePriceMinor: z.int(),
  priceRules: z.array(PriceRuleSchema),
  assemblyDays: z.int().nonnegative(),
  leadTimes: z.array(z.strictObject({ id: z.string(), when: ConditionSchema, days: z.int(), part: LocalisedSchema })),
  art: z.strictObject({
    viewBox: z.string(),
    layers: z.array(z.strictObject({ id: z.string(), when: ConditionSchema.exactOptional(), svg: z.string() })),
  }),
})

export const StockedSkuSchema = z.strictObject({
  sku: SkuSchema,
  title: LocalisedSchema,
  category: LocalisedSchema,
  price: MoneySchema,
  shelf: LocalisedSchema.exactOptional(),
  swatch: z.string(),
  glyph: z.string(),
})
export type StockedSkuView = z.infer<typeof StockedSkuSchema>

export const StockLevelSchema = z.strictObject({
  sku: SkuSchema,
  locationId: LocationIdSchema,
  onHand: z.int(),
  held: z.int().nonnegative(),
})

/** Everything a screen needs to browse and configure without asking again. `version` rises with any change of it. */
export const CatalogueSchema = z.strictObject({
  version: z.int(),
  models: z.array(ConfigModelSchema),
  skus: z.array(StockedSkuSchema),
})
export type Catalogue = z.infer<typeof CatalogueSchema>

/** One row of a stock look-up: what is where, and how many can still be promised. */
export const StockRowSchema = z.strictObject({
  sku: SkuSchema,
  title: LocalisedSchema,
  price: MoneySchema,
  shelf: LocalisedSchema.exactOptional(),
  places: z.array(
    z.strictObject({
      locationId: LocationIdSchema,
      title: LocalisedSchema,
      onHand: z.int(),
      held: z.int(),
      available: z.int(),
      transferDays: z.int(),
    }),
  ),
})
export type StockRow = z.infer<typeof StockRowSchema>
