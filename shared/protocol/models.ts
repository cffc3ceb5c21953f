import { z } from 'zod'
import { ChoicesSchema } from './catalogue.ts'
import {
  AssociateIdSchema,
  CountSchema,
  FamilyIdSchema,
  InstantSchema,
  LocalisedSchema,
  MoneySchema,
} from './common.ts'

/** All files of one model together, in characters: what one message may carry with room to spare. */
export const MODEL_FILES_CHARS_MAX = 300_000
/** A model file and the pictures beside it. */
export const MODEL_FILES_MAX = 8
export const NOTE_CHARS_MAX = 200
/** A report names so many things of a kind; `more` says how many it leaves out. */
export const REPORTED_MAX = 50

/** A file of a model as it lies on the manager's disk: one `NAME.model.yaml`, and pictures it refers to. */
export const ModelFileSchema = z.strictObject({
  name: z.string().min(1).max(120),
  text: z.string().max(MODEL_FILES_CHARS_MAX),
})
export const ModelFilesSchema = z
  .array(ModelFileSchema)
  .min(1)
  .max(MODEL_FILES_MAX)
  .refine((files) => files.reduce((sum, { text }) => sum + text.length, 0) <= MODEL_FILES_CHARS_MAX)

/** One thing wrong, where a person finds it; line and column count from 1 and are null for what no line is to blame for. */
export const ModelFaultSchema = z.strictObject({
  file: z.string(),
  line: CountSchema.nullable(),
  column: CountSchema.nullable(),
  /** The rule, characteristic or section it is about. */
  name: z.string(),
  sentence: z.string(),
})

/** Something that publishing does not forbid, and that nobody wants: a dead value, a rule that says nothing, ... */
export const ModelFindingSchema = z.strictObject({
  kind: z.enum([
    'dead-value',
    'never-applies',
    'redundant-rule',
    'forced-value',
    'unreachable-price',
    'unreachable-lead-time',
    'unreachable-component',
    'clashing-default',
    'no-default',
    'slower',
  ]),
  /** Ids: the value as 'characteristic=value', else the rule or characteristic. */
  name: z.string(),
  title: LocalisedSchema,
  /** Rules at fault, by id. */
  rules: z.array(z.string()),
})

export const ModelFiguresSchema = z.strictObject({
  characteristics: CountSchema,
  values: CountSchema,
  rules: CountSchema,
  /** Decimal digits of the exact number of variants; null where it is not known. */
  variants: z.string().nullable(),
  lowest: MoneySchema,
  highest: MoneySchema,
  engine: z.enum(['diagram', 'search', 'mixed']),
  /** What a kiosk loads, uncompressed. */
  artefactBytes: CountSchema,
})

/** What a new version does to things people have: saved configurations, and those of them in an open cart. */
export const ModelEffectSchema = z.strictObject({
  total: CountSchema,
  same: CountSchema,
  dearer: CountSchema,
  cheaper: CountSchema,
  /** Could be ordered, and can no more: a choice is gone, excluded or missing. */
  broken: CountSchema,
  /** Cannot be ordered today either. */
  unfinished: CountSchema,
})
export const BrokenThingSchema = z.strictObject({
  /** How many people's things break in this way. */
  count: CountSchema,
  why: LocalisedSchema,
  choices: ChoicesSchema,
  isMendable: z.boolean(),
})

export const DryRunSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refused'), faults: z.array(ModelFaultSchema), more: CountSchema }),
  z.strictObject({
    kind: z.literal('sound'),
    familyId: FamilyIdSchema,
    title: LocalisedSchema,
    /** Version on sale; null for a new family. */
    onSale: z.int().nullable(),
    /** Version it would be. */
    version: z.int().positive(),
    figures: ModelFiguresSchema,
    findings: z.array(ModelFindingSchema),
    moreFindings: CountSchema,
    saved: ModelEffectSchema,
    carts: ModelEffectSchema,
    broken: z.array(BrokenThingSchema),
    /** False when there are more things than a dry run looks at. */
    sawAll: z.boolean(),
  }),
])
export type DryRun = z.infer<typeof DryRunSchema>

export const PublishedVersionSchema = z.strictObject({
  version: z.int().positive(),
  /** Null for a version that was not published from here. */
  at: InstantSchema.nullable(),
  by: AssociateIdSchema.nullable(),
  note: z.string().max(NOTE_CHARS_MAX),
  /** The version whose content it brought back; null when it was not a roll-back. */
  broughtBack: z.int().nullable(),
})

export const PublishedFamilySchema = z.strictObject({
  familyId: FamilyIdSchema,
  title: LocalisedSchema,
  onSale: z.int().positive(),
  /** Newest first. */
  versions: z.array(PublishedVersionSchema),
  /** Configurations of it that people saved or ordered here: what `neverChosen` was counted over. */
  counted: CountSchema,
  neverChosen: z.array(z.strictObject({ name: z.string(), title: LocalisedSchema })),
  neverChosenMore: CountSchema,
  deadValues: z.array(z.strictObject({ name: z.string(), title: LocalisedSchema })),
})
export type PublishedFamily = z.infer<typeof PublishedFamilySchema>
