import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { SaveOutcome } from './draft-saving.ts'

/** What a draft is besides its choices; `saved` is the server's word on it, null until it has been saved. */
export interface Draft {
  readonly model: ConfigModel
  readonly name: string
  readonly saved: ConfigurationView | null
  /** The id that it got when it was shared before it was ever saved. */
  readonly sharedAs?: ConfigurationId
}

/** Letters of a name that the wire takes. */
const NAME_MAX = 80

/** The request that saves a draft over the revision it started from; one that was shared keeps the id it was shared under. */
export function saveRequest(draft: Draft, choices: Choices): Omit<BridgeInput<'configuration:save'>, 'epoch'> {
  const { model, name, saved } = draft
  return {
    id: idOf(draft),
    familyId: model.id,
    modelVersion: model.version,
    revision: saved?.revision ?? 0,
    name: name.slice(0, NAME_MAX),
    personaId: saved?.personaId ?? null,
    secret: saved?.secret ?? false,
    choices,
  }
}

/** A draft as it is put into everyone's hands: only what somebody made, for each screen fills in the rest alike. */
export const shareable = (draft: Draft, made: Choices): Omit<BridgeInput<'draft:open'>, 'epoch'> => ({
  id: idOf(draft),
  familyId: draft.model.id,
  modelVersion: draft.model.version,
  name: draft.name.slice(0, NAME_MAX),
  made,
})

const idOf = ({ saved, sharedAs }: Draft): ConfigurationId | null => saved?.id ?? sharedAs ?? null

/** What a refused save means for the draft: ask the shopper, try again later, or tell them. */
export function outcomeOf(code: string): Exclude<SaveOutcome, 'saved'> {
  if (code === 'stale-revision') return 'conflict'
  return code === 'unavailable' ? 'unavailable' : 'refused'
}
