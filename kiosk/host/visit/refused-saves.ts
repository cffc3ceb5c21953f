import { ok } from '@dangol/domain/result/result.ts'
import type { CommandId, ConfigurationId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { VisitCommands } from './visit-commands.ts'

/**
 * Saves that this kiosk answered itself and the store server then refused, because somebody else had saved in between. What the
 * shopper made goes on as a copy of its own: none of it is lost, and nothing of theirs is overwritten unseen (H6).
 */
export interface RefusedSaves {
  readonly refused: (visitId: VisitId, view: ConfigurationView) => void
  /** The draft as it is to be saved: into the copy, where it started from what was refused. */
  redirected(draft: ConfigurationDraft): ConfigurationDraft
  readonly forget: () => void
}

interface RefusedSavesDeps {
  readonly run: VisitCommands['run']
  readonly ids: IdSource
  readonly visit: () => KioskVisit | null
}

interface Refused {
  readonly copy: ConfigurationId
  readonly revisions: Set<number>
  newest: ConfigurationView
  isCopied: boolean
}

export function createRefusedSaves({ run, ids, visit }: RefusedSavesDeps): RefusedSaves {
  const refusals = new Map<ConfigurationId, Refused>()

  const copy = (visitId: VisitId, refusal: Refused): void => {
    if (refusal.isCopied || visit()?.id !== visitId) return
    refusal.isCopied = true
    const draft = { ...draftOf(refusal.newest), id: refusal.copy, revision: 0 }
    const view = { ...refusal.newest, id: refusal.copy, revision: 1 }
    const command = { commandId: ids.next<CommandId>(), visitId, draft }
    void run('configurations:save', command, visitId, () => ok({ kind: 'saved', view }))
  }
  return {
    refused(visitId, view) {
      const refusal = refusals.get(view.id) ?? {
        copy: ids.next<ConfigurationId>(),
        revisions: new Set<number>(),
        newest: view,
        isCopied: false,
      }
      refusals.set(view.id, refusal)
      refusal.revisions.add(view.revision)
      if (view.revision > refusal.newest.revision) refusal.newest = view
      // Saves that rest on a refused one fall with it in the same turn; the last of them is what the shopper had.
      queueMicrotask(() => copy(visitId, refusal))
    },
    redirected(draft) {
      const refusal = refusals.get(draft.id)
      if (!refusal?.revisions.has(draft.revision)) return draft
      const known = visit()?.configurations.find(({ id }) => id === refusal.copy)
      return { ...draft, id: refusal.copy, revision: known?.revision ?? 0 }
    },
    forget: () => refusals.clear(),
  }
}

function draftOf(view: ConfigurationView): ConfigurationDraft {
  const { id, familyId, modelVersion, revision, name, personaId, secret, choices } = view
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices }
}
