import { z } from 'zod'
import { PICTURE_TYPES } from '@dangol/domain/catalogue/model.ts'
import type { RuleFormula } from '@dangol/domain/catalogue/model.ts'
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
  z.strictObject({
    ...base,
    kind: z.literal('picture'),
    types: z.array(z.enum(PICTURE_TYPES)).min(1),
    bytesMax: z.int().positive(),
    widthMin: z.int().nonnegative(),
    heightMin: z.int().nonnegative(),
  }),
])
const RuleFormulaSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('one-of'), id: characteristicId, values: z.array(valueId) }),
  z.strictObject({
    is: z.literal('within'),
    id: characteristicId,
    min: z.number().exactOptional(),
    max: z.number().exactOptional(),
  }),
  z.strictObject({ is: z.literal('chosen'), id: characteristicId }),
  z.strictObject({
    is: z.literal('not'),
    get of(): z.ZodType<RuleFormula> {
      return RuleFormulaSchema
    },
  }),
  z.strictObject({
    is: z.enum(['all', 'any', 'same']),
    get of(): z.ZodArray<z.ZodType<RuleFormula>> {
      return z.array(RuleFormulaSchema)
    },
  }),
  z.strictObject({
    is: z.literal('implies'),
    get if(): z.ZodType<RuleFormula> {
      return RuleFormulaSchema
    },
    get then(): z.ZodType<RuleFormula> {
      return RuleFormulaSchema
    },
  }),
  z.strictObject({
    is: z.literal('count'),
    get of(): z.ZodArray<z.ZodType<RuleFormula>> {
      return z.array(RuleFormulaSchema)
    },
    min: z.int().nonnegative(),
    max: z.int().nonnegative(),
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
  z.strictObject({ kind: z.literal('formula'), id: z.string(), formula: RuleFormulaSchema, why: LocalisedSchema }),
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
  z.strictObject({
    kind: z.literal('table'),
    id: z.string(),
    over: z.array(characteristicId),
    rows: z.array(z.strictObject({ values: z.array(valueId), addMinor: z.int() })),
    title: LocalisedSchema,
  }),
  z.strictObject({
    kind: z.literal('per-unit'),
    id: z.string(),
    of: characteristicId,
    when: ConditionSchema.exactOptional(),
    minorPer: z.number(),
    unitsPer: z.number().positive(),
    title: LocalisedSchema,
  }),
])
const ComponentRuleSchema = z.strictObject({
  id: z.string(),
  part: LocalisedSchema,
  when: ConditionSchema.exactOptional(),
  quantity: z.union([z.number().positive(), z.strictObject({ of: characteristicId })]),
})

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
  components: z.array(ComponentRuleSchema).exactOptional(),
  art: z.strictObject({
    viewBox: z.string(),
    layers: z.array(z.strictObject({ id: z.string(), when: ConditionSchema.exactOptional(), svg: z.string() })),
  }),
})

/** Characters of a compiled model at most: three times what a screen should load, before it is packed for the way. */
const COMPILED_MAX = 4_000_000
/** The compiled form of a model (`configurations/artefact.ts`); whoever cannot use it works out its own. */
export const CompiledModelSchema = z.base64().max(COMPILED_MAX)

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
  /** By family, of the models above. */
  compiled: z.record(FamilyIdSchema, CompiledModelSchema).exactOptional(),
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
