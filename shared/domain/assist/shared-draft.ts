import type { CharacteristicId, Choice, Choices } from '../catalogue/model.ts'
import type { AssociateId, ConfigurationId, DeviceId, EditId, FamilyId, SuggestionId } from '../ids/ids.ts'

/** Whose hand it was: whoever stands at the kiosk, or an associate at a tablet. */
export type Author =
  | { readonly kind: 'shopper' }
  | { readonly kind: 'associate'; readonly id: AssociateId; readonly name: string; readonly deviceId: DeviceId }

/** One characteristic set to a choice, or emptied. */
export interface Change {
  readonly characteristicId: CharacteristicId
  readonly to: Choice | null
}

/** An edit that was taken: what it changed, from what, and by whom. */
export interface Edit {
  readonly id: EditId
  readonly author: Author
  /** The draft's revision after it. */
  readonly revision: number
  readonly at: number
  readonly changes: readonly (Change & { readonly from: Choice | null })[]
  /** The edit that this one took back. */
  readonly undoes: EditId | null
}

/** A change proposed by an associate; it becomes an edit when the shopper takes it. */
export interface Suggestion {
  readonly id: SuggestionId
  readonly author: Author
  readonly at: number
  readonly changes: readonly Change[]
}

/** A configuration in the making that a kiosk and tablets edit at once. What nobody made is filled in by each screen alike. */
export interface SharedDraft {
  readonly id: ConfigurationId
  readonly familyId: FamilyId
  readonly modelVersion: number
  readonly name: string
  /** Rises by one with every edit taken. */
  readonly revision: number
  /** The choices that somebody made. */
  readonly made: Choices
  /** Who touched a characteristic last, and at which revision; also one that was emptied. */
  readonly hands: Readonly<Record<CharacteristicId, { readonly author: Author; readonly revision: number }>>
  /** Newest last, at most HISTORY_MAX. */
  readonly history: readonly Edit[]
  readonly suggestions: readonly Suggestion[]
}

/** A change that was not taken, and what stands in its place: nobody's edit goes without their seeing it. */
export interface NotTaken {
  readonly characteristicId: CharacteristicId
  readonly wanted: Choice | null
  readonly now: Choice | null
  /** Who changed it meanwhile; null when the change is ruled out by other choices. */
  readonly by: Author | null
  readonly why: 'changed-meanwhile' | 'ruled-out'
}

/** Edits remembered, which is also how far an author can undo. */
export const HISTORY_MAX = 50
/** Changes remembered in all edits but the newest, so that a draft fits into one message. */
export const HISTORY_CHANGES_MAX = 1_000
/** Changes of all suggestions together, for the same reason. */
export const SUGGESTED_CHANGES_MAX = 1_000
export const SUGGESTIONS_MAX = 20
/** More at once is no person's edit; taking over a saved product or a fill-in is. */
export const CHANGES_MAX = 2_000
