import { z } from 'zod'
import {
  AssistModeSchema,
  AssistSchema,
  ChangesToSchema,
  EditOutcomeSchema,
  PresenceSchema,
  SharedDraftSchema,
} from './assist.ts'
import {
  AssistIdSchema,
  CallIdSchema,
  ConfigurationIdSchema,
  LangSchema,
  SuggestionIdSchema,
  VisitIdSchema,
} from './common.ts'
import { command, floorStaff, inVisit, kioskOrTablet, request } from './request.ts'

/** Help for a shopper: calling somebody, and configuring together. */
export const ASSIST_REQUESTS = {
  'assist:call': request({
    input: z.strictObject({ ...command, callId: CallIdSchema, visitId: VisitIdSchema.nullable(), lang: LangSchema }),
    output: z.null(),
    refusals: [],
    from: ['kiosk'],
  }),
  'assist:withdraw': request({
    input: z.strictObject({ ...command, callId: CallIdSchema }),
    output: z.null(),
    refusals: ['no-such-call'],
    from: ['kiosk'],
  }),
  'assist:answer': request({
    input: z.strictObject({ ...command, callId: CallIdSchema }),
    output: z.null(),
    refusals: ['no-such-call', 'already-answered'],
    from: floorStaff,
  }),
  /** Closes a call that was attended to. */
  'assist:close': request({
    input: z.strictObject({ ...command, callId: CallIdSchema }),
    output: z.null(),
    refusals: ['no-such-call'],
    from: floorStaff,
  }),
  /** An associate who serves a visit asks to follow, suggest or co-edit; asking again changes what is asked. */
  'assist:ask': request({
    input: z.strictObject({ ...inVisit, assistId: AssistIdSchema, mode: AssistModeSchema }),
    output: AssistSchema,
    refusals: ['no-such-visit', 'not-serving', 'too-many-assists'],
    from: floorStaff,
  }),
  /** The shopper's answer on the kiosk, also later: more, less, or null for no more at all. Never more than was asked or is agreed. */
  'assist:agree': request({
    input: z.strictObject({ ...inVisit, assistId: AssistIdSchema, mode: AssistModeSchema.nullable() }),
    output: z.null(),
    refusals: ['no-such-visit', 'no-such-assist', 'more-than-asked'],
    from: ['kiosk'],
  }),
  /** The associate stops helping. */
  'assist:leave': request({
    input: z.strictObject({ ...inVisit, assistId: AssistIdSchema }),
    output: z.null(),
    refusals: ['no-such-visit', 'no-such-assist'],
    from: floorStaff,
  }),
  /** Where somebody looks, told at once to everyone who follows the visit; not a command, and never logged. */
  'assist:present': request({
    input: PresenceSchema.pick({ visitId: true, looking: true }),
    output: z.null(),
    refusals: ['not-agreed'],
    from: kioskOrTablet,
  }),
  /** Puts a draft into everyone's hands, in place of the one before. */
  'drafts:open': request({
    input: z.strictObject({
      ...inVisit,
      draft: SharedDraftSchema.pick({ id: true, familyId: true, modelVersion: true, name: true, made: true }),
    }),
    output: SharedDraftSchema,
    refusals: ['no-such-visit', 'not-agreed', 'unknown-family', 'unknown-model-version', 'malformed-choices'],
    from: kioskOrTablet,
  }),
  /** Edits made on top of revision `seen`; what somebody else changed since is not taken, and said so. */
  'drafts:edit': request({
    input: z.strictObject({
      ...inVisit,
      draftId: ConfigurationIdSchema,
      seen: z.int().nonnegative(),
      changes: ChangesToSchema,
    }),
    output: EditOutcomeSchema,
    refusals: ['no-such-visit', 'no-such-draft', 'not-agreed', 'malformed-choices'],
    from: kioskOrTablet,
  }),
  /** Takes back the caller's own last edit that still stands; what somebody else changed since stays. */
  'drafts:undo': request({
    input: z.strictObject({ ...inVisit, draftId: ConfigurationIdSchema }),
    output: EditOutcomeSchema,
    refusals: ['no-such-visit', 'no-such-draft', 'not-agreed', 'nothing-to-undo'],
    from: kioskOrTablet,
  }),
  'drafts:suggest': request({
    input: z.strictObject({
      ...inVisit,
      draftId: ConfigurationIdSchema,
      suggestionId: SuggestionIdSchema,
      changes: ChangesToSchema,
    }),
    output: z.null(),
    refusals: ['no-such-visit', 'no-such-draft', 'not-agreed', 'malformed-choices', 'too-many-suggestions'],
    from: floorStaff,
  }),
  /** The shopper takes or leaves a suggestion; its author may withdraw it. */
  'drafts:decide': request({
    input: z.strictObject({
      ...inVisit,
      draftId: ConfigurationIdSchema,
      suggestionId: SuggestionIdSchema,
      take: z.boolean(),
    }),
    output: EditOutcomeSchema,
    refusals: ['no-such-visit', 'no-such-draft', 'no-such-suggestion', 'not-agreed'],
    from: kioskOrTablet,
  }),
  'drafts:close': request({
    input: z.strictObject({ ...inVisit, draftId: ConfigurationIdSchema }),
    output: z.null(),
    refusals: ['no-such-visit', 'no-such-draft', 'not-agreed'],
    from: kioskOrTablet,
  }),
} as const
