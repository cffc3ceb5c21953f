import { ASSIST_MODES } from '@dangol/domain/assist/mode.ts'
import { CHANGES_MAX, HISTORY_MAX, SUGGESTIONS_MAX } from '@dangol/domain/assist/shared-draft.ts'
import { z } from 'zod'
import { ChoiceSchema, ChoicesSchema } from './catalogue.ts'
import {
  AssistIdSchema,
  AssociateIdSchema,
  ConfigurationIdSchema,
  DeviceIdSchema,
  EditIdSchema,
  FamilyIdSchema,
  InstantSchema,
  SuggestionIdSchema,
  VisitIdSchema,
} from './common.ts'

export const AssistModeSchema = z.enum(ASSIST_MODES)

/** One associate's help in one visit: what was asked for, and what the shopper agreed to on the kiosk. */
export const AssistSchema = z.strictObject({
  id: AssistIdSchema,
  visitId: VisitIdSchema,
  associate: z.strictObject({ id: AssociateIdSchema, name: z.string().max(60) }),
  /** The tablet. */
  deviceId: DeviceIdSchema,
  /** What waits for the shopper's answer; null when nothing does. */
  asked: AssistModeSchema.nullable(),
  /** What is agreed; null before the shopper agreed to anything. */
  agreed: AssistModeSchema.nullable(),
  since: InstantSchema,
})
export type Assist = z.infer<typeof AssistSchema>

const characteristicId = z.string().max(200)
export const AuthorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shopper') }),
  z.strictObject({
    kind: z.literal('associate'),
    id: AssociateIdSchema,
    name: z.string().max(60),
    deviceId: DeviceIdSchema,
  }),
])
export const ChangeToSchema = z.strictObject({ characteristicId, to: ChoiceSchema.nullable() })
export const ChangesToSchema = z.array(ChangeToSchema).min(1).max(CHANGES_MAX)

export const EditSchema = z.strictObject({
  id: EditIdSchema,
  author: AuthorSchema,
  revision: z.int().positive(),
  at: InstantSchema,
  changes: z.array(ChangeToSchema.extend({ from: ChoiceSchema.nullable() })),
  undoes: EditIdSchema.nullable(),
})
export const SuggestionSchema = z.strictObject({
  id: SuggestionIdSchema,
  author: AuthorSchema,
  at: InstantSchema,
  changes: ChangesToSchema,
})

/** The draft in the shopper's hands, as everyone who may follow the visit sees it (`shared/domain/assist/shared-draft.ts`). */
export const SharedDraftSchema = z.strictObject({
  id: ConfigurationIdSchema,
  familyId: FamilyIdSchema,
  modelVersion: z.int(),
  name: z.string().max(80),
  revision: z.int().nonnegative(),
  made: ChoicesSchema,
  hands: z.record(characteristicId, z.strictObject({ author: AuthorSchema, revision: z.int().nonnegative() })),
  history: z.array(EditSchema).max(HISTORY_MAX),
  suggestions: z.array(SuggestionSchema).max(SUGGESTIONS_MAX),
})

export const NotTakenSchema = z.strictObject({
  characteristicId,
  wanted: ChoiceSchema.nullable(),
  now: ChoiceSchema.nullable(),
  by: AuthorSchema.nullable(),
  why: z.enum(['changed-meanwhile', 'ruled-out']),
})
/** What became of an edit: the draft as it is now, and every change that was not taken. */
export const EditOutcomeSchema = z.strictObject({ draft: SharedDraftSchema, notTaken: z.array(NotTakenSchema) })
export type EditOutcome = z.infer<typeof EditOutcomeSchema>

/** Where somebody looks; never logged, gone ten seconds after the last word of it. */
export const PresenceSchema = z.strictObject({
  visitId: VisitIdSchema,
  deviceId: DeviceIdSchema,
  author: AuthorSchema,
  looking: characteristicId.nullable(),
})
export type Presence = z.infer<typeof PresenceSchema>
/** How long a word of presence holds. Milliseconds. */
export const PRESENCE_LASTS_MS = 10_000
