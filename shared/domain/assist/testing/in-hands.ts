import type { Choice } from '../../catalogue/model.ts'
import { openConfigurator } from '../../configurations/engine.ts'
import { cup } from '../../configurations/testing/models.ts'
import type { AssociateId, ConfigurationId, DeviceId, EditId } from '../../ids/ids.ts'
import { applyEdit } from '../apply-edit.ts'
import type { EditResult } from '../apply-edit.ts'
import type { Author, Change, SharedDraft } from '../shared-draft.ts'
import { undoLast } from '../undo.ts'

/** Steel, glass or clay; glass is not dyed, clay has no handle to put a name on, and only steel has a lid. */
export const CUP = cup()
export const configurator = openConfigurator(CUP)

export const SHOPPER: Author = { kind: 'shopper' }
export const JIEUN = associate('jieun')
export const JOON = associate('joon')

function associate(id: string): Author {
  // Names of a test.
  return { kind: 'associate', id: id as AssociateId, name: id, deviceId: `tablet-of-${id}` as DeviceId }
}

export const draftOf = (over: Partial<SharedDraft> = {}): SharedDraft => ({
  ...{ id: 'draft' as ConfigurationId, familyId: CUP.id, modelVersion: 1, name: '', revision: 0 },
  ...{ made: {}, hands: {}, history: [], suggestions: [] },
  ...over,
})

/** `set({ body: 'glass', lid: null })`: changes as a screen sends them. */
export const set = (changes: Readonly<Record<string, Choice | null>>): Change[] =>
  Object.entries(changes).map(([characteristicId, to]) => ({ characteristicId, to }))

/** A draft that goes from hand to hand, with ids and instants that count up. */
export function inHands(start: SharedDraft = draftOf(), by = configurator) {
  let draft = start
  let count = 0
  const next = () => ({ id: `edit-${++count}` as EditId, at: count })
  const keep = (result: EditResult): EditResult => {
    draft = result.draft
    return result
  }
  return {
    draft: () => draft,
    made: () => draft.made,
    /** On top of `seen`, by default of what stands. */
    edit: (author: Author, changes: Readonly<Record<string, Choice | null>>, seen = draft.revision) =>
      keep(applyEdit(draft, { ...next(), author, seen, changes: set(changes) }, by)),
    undo(author: Author): EditResult | null {
      const result = undoLast(draft, { ...next(), author }, by)
      return result && keep(result)
    },
    keep,
    next,
  }
}
