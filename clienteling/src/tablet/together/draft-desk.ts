import type { Change, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { CommandId, ConfigurationId, SuggestionId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { StaffContext } from '../../app/staff-context.ts'

/** What is asked of the store about one draft. */
export interface DraftDesk {
  edit(seen: number, changes: readonly Change[]): Promise<Answer<'drafts:edit'>>
  undo(): Promise<Answer<'drafts:undo'>>
  suggest(changes: readonly Change[]): Promise<Answer<'drafts:suggest'>>
  withdraw(suggestionId: SuggestionId): Promise<Answer<'drafts:decide'>>
}

interface DraftDeskOptions extends Pick<StaffContext, 'link' | 'ids'> {
  readonly visitId: VisitId
  readonly draftId: ConfigurationId
  /** An answer that carries the draft may be ahead of the stream. */
  readonly adopt: (draft: SharedDraft) => void
}

/** Asks the store, at once or not at all: an edit that waited would be of a product that the shopper has left. */
export function draftDesk({ link, ids, visitId, draftId, adopt }: DraftDeskOptions): DraftDesk {
  const ofDraft = () => ({ commandId: ids.next<CommandId>(), visitId, draftId })
  const adopted = <A extends { ok: true; value: { draft: SharedDraft } } | { ok: false }>(answer: A): A => {
    if (answer.ok) adopt(answer.value.draft)
    return answer
  }
  return {
    edit: async (seen, changes) =>
      adopted(await link.request('drafts:edit', { ...ofDraft(), seen, changes: [...changes] })),
    undo: async () => adopted(await link.request('drafts:undo', ofDraft())),
    suggest: (changes) =>
      link.request('drafts:suggest', {
        ...ofDraft(),
        ...{ suggestionId: ids.next<SuggestionId>(), changes: [...changes] },
      }),
    withdraw: async (suggestionId) =>
      adopted(await link.request('drafts:decide', { ...ofDraft(), suggestionId, take: false })),
  }
}
