import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { EditResult, WantedEdit } from '@dangol/domain/assist/apply-edit.ts'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import type { Configurator } from '@dangol/domain/configurations/view.ts'
import type { CommandId, ConfigurationId, EditId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { EditOutcome } from '@dangol/protocol/assist.ts'
import type { Once } from '../../commands/once.ts'
import type { CatalogueBook } from '../../ports/selling.ts'
import type { Caller } from '../../transport/handler.ts'
import type { AssistsSql } from './assists.sql.ts'
import type { DraftsSql } from './drafts.sql.ts'
import type { Hand, Hands } from './hands.ts'
import type { Share } from './share.ts'

export interface DraftDeps {
  readonly clock: Clock
  readonly ids: IdSource
  readonly once: Once
  readonly book: Pick<CatalogueBook, 'model'>
  readonly assists: AssistsSql
  readonly drafts: DraftsSql
  readonly hands: Hands
  readonly share: Share
}

/** A hand, the draft it reaches into, and the model of that. */
export interface InDraft {
  readonly hand: Hand
  readonly draft: SharedDraft
  readonly model: ConfigModel
  readonly configurator: Configurator
}

interface InputOfDraft {
  readonly commandId: CommandId
  readonly visitId: VisitId
  readonly draftId: ConfigurationId
}

interface Refused<C extends string> {
  ok: false
  error: { code: C }
}
type NoHand = Refused<'no-such-visit' | 'not-agreed'>

/**
 * One command on a visit's draft. Refused without a right to look; `run` judges what else it needs. An answer shows the draft,
 * so it is kept no longer than the visit, and a repeated command is not told it when the right has ended meanwhile (H4).
 */
export function inDraft<A extends { ok: true; value: unknown } | { ok: false; error: { code: string } }>(
  deps: DraftDeps,
  caller: Caller,
  input: InputOfDraft,
  run: (reached: InDraft) => A,
): A | NoHand | Refused<'no-such-draft'> {
  return whileSeen(deps, caller, input, () => {
    const hand = deps.hands.of(caller, input.visitId)
    if (!hand.ok) return hand
    const draft = deps.drafts.find(input.visitId)
    const model = draft === null ? null : deps.book.model(draft.familyId, draft.modelVersion)
    if (draft?.id !== input.draftId || model === null) return refuse('no-such-draft')
    return run({ hand: hand.value, draft, model, configurator: openConfigurator(model) })
  })
}

/** A command whose answer shows the draft. */
export function whileSeen<A extends { ok: true; value: unknown } | { ok: false; error: { code: string } }>(
  { once, hands }: DraftDeps,
  caller: Caller,
  { commandId, visitId }: Omit<InputOfDraft, 'draftId'>,
  run: () => A,
): A | NoHand {
  const answer = once(commandId, caller.deviceId, run, ({ ok }) => (ok ? visitId : null))
  if (!answer.ok) return answer
  const hand = hands.of(caller, visitId)
  return hand.ok ? answer : hand
}

/** Keeps and tells what an edit came to, and answers with it. */
export function settle(
  { share }: DraftDeps,
  { draft: before }: InDraft,
  { draft, notTaken }: EditResult,
  { visitId, commandId }: InputOfDraft,
  type: string,
): { ok: true; value: EditOutcome } {
  if (draft !== before) share.draft(visitId, type, draft, commandId)
  // The wire's types differ from the domain's in 'readonly' only.
  return ok({ draft, notTaken } as EditOutcome)
}

/** A new edit, made now. */
export const newEdit = ({ ids, clock }: DraftDeps): Pick<WantedEdit, 'id' | 'at'> => ({
  id: ids.next<EditId>(),
  at: clock.nowMs(),
})
