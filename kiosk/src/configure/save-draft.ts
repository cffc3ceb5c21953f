import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { SaveOutcome } from './draft-saving.ts'

/** What a draft is besides its choices; `saved` is the server's word on it, null until it has been saved. */
export interface Draft {
  readonly model: ConfigModel
  readonly name: string
  readonly saved: ConfigurationView | null
}

/** Letters of a name that the wire takes. */
const NAME_MAX = 80

/** The request that saves a draft over the revision it started from. */
export function saveRequest(draft: Draft, choices: Choices): Omit<BridgeInput<'configuration:save'>, 'epoch'> {
  const { model, name, saved } = draft
  return {
    id: saved?.id ?? null,
    familyId: model.id,
    modelVersion: model.version,
    revision: saved?.revision ?? 0,
    name: name.slice(0, NAME_MAX),
    personaId: saved?.personaId ?? null,
    secret: saved?.secret ?? false,
    choices,
  }
}

/** What a refused save means for the draft: ask the shopper, try again later, or tell them. */
export function outcomeOf(code: string): Exclude<SaveOutcome, 'saved'> {
  if (code === 'stale-revision') return 'conflict'
  return code === 'unavailable' ? 'unavailable' : 'refused'
}
