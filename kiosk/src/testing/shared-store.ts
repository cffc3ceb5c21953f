import { withChanges } from '@dangol/domain/assist/overlay.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { Author, Change, NotTaken, SharedDraft, Suggestion } from '@dangol/domain/assist/shared-draft.ts'
import type { AssistId, AssociateId, ConfigurationId, DeviceId, EditId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import { testHost, testId, visitOf } from './host.ts'
import type { TestHost } from './host.ts'

export const JIEUN: Author & { kind: 'associate' } = {
  ...{ kind: 'associate', id: testId<AssociateId>(600), name: '지은' },
  deviceId: 'tablet-1' as DeviceId,
}
const SHOPPER: Author = { kind: 'shopper' }

/** An associate's help in the visit of epoch 1. */
export const assistOf = (given: Partial<Assist> = {}): Assist => ({
  ...{ id: testId<AssistId>(500), visitId: testId<VisitId>(1), deviceId: JIEUN.deviceId, since: 0 },
  ...{ associate: { id: JIEUN.id, name: JIEUN.name }, asked: null, agreed: null, ...given },
})

/** A host with a store behind it that orders the edits of a shared draft, as far as a screen can tell. */
export interface SharedStore extends TestHost {
  readonly draft: () => SharedDraft
  readonly agree: (mode: AssistMode | null) => void
  /** An edit at the associate's tablet. */
  readonly atTablet: (...changes: Change[]) => void
  readonly suggest: (suggestion: Suggestion) => void
  /** The next edit of the shopper comes too late for these. */
  readonly overtake: (...lost: NotTaken[]) => void
  /** Edits find nobody until it is called with true. */
  readonly reach: (is: boolean) => void
  readonly edits: () => BridgeInput<'draft:edit'>[]
}

export function sharedStore(answers: Parameters<typeof testHost>[0] = {}): SharedStore {
  let draft: SharedDraft | null = null
  let lost: readonly NotTaken[] = []
  let isReached = true
  const show = (next: SharedDraft | null) => host.push({ sharedDraft: (draft = next) as never })
  const present = (): SharedDraft => {
    if (!draft) throw new Error('Nothing is shared')
    return draft
  }

  function applied(author: Author, changes: readonly Change[], undoes: EditId | null = null): SharedDraft {
    const now = present()
    const revision = now.revision + 1
    const hands = Object.fromEntries(changes.map(({ characteristicId }) => [characteristicId, { author, revision }]))
    const told = changes.map((change) => ({ ...change, from: now.made[change.characteristicId] ?? null }))
    const edit = { id: testId<EditId>(700 + revision), author, revision, at: 0, changes: told, undoes }
    const made = withChanges(now.made, changes)
    return { ...now, revision, made, hands: { ...now.hands, ...hands }, history: [...now.history, edit] }
  }

  const host = testHost({
    'draft:open': ({ id, familyId, modelVersion, name, made }: BridgeInput<'draft:open'>) => {
      const fresh = { revision: 0, hands: {}, history: [], suggestions: [] }
      show({ id: id ?? testId<ConfigurationId>(777), familyId, modelVersion, name, made, ...fresh })
      return draft
    },
    'draft:edit': ({ changes }: BridgeInput<'draft:edit'>) => {
      if (!isReached) return 'unavailable'
      const late = new Set(lost.map((one) => one.characteristicId))
      show(
        applied(
          SHOPPER,
          changes.filter(({ characteristicId }) => !late.has(characteristicId)),
        ),
      )
      const notTaken = lost
      lost = []
      return { draft, notTaken }
    },
    'draft:undo': () => {
      const last = present().history.findLast(({ author }) => author.kind === 'shopper')
      if (!last) return 'nothing-to-undo'
      const back = last.changes.map(({ characteristicId, from }) => ({ characteristicId, to: from }))
      show(applied(SHOPPER, back, last.id))
      return { draft, notTaken: [] }
    },
    'draft:decide': ({ suggestionId, take }: BridgeInput<'draft:decide'>) => {
      const one = present().suggestions.find(({ id }) => id === suggestionId)
      const next = take && one ? applied(one.author, one.changes) : present()
      show({ ...next, suggestions: next.suggestions.filter(({ id }) => id !== suggestionId) })
      return { draft, notTaken: [] }
    },
    ...answers,
  })
  host.push(visitOf(1))
  return {
    ...host,
    draft: present,
    agree: (mode) => host.push({ assists: mode === null ? [] : [assistOf({ agreed: mode })] }),
    atTablet: (...changes) => show(applied(JIEUN, changes)),
    suggest: (one) => show({ ...present(), suggestions: [...present().suggestions, one] }),
    overtake: (...late) => void (lost = late),
    reach(is) {
      isReached = is
      host.push({ link: is ? 'online' : 'offline' })
    },
    edits: () => host.asked.filter((one) => one.name === 'draft:edit').map((one) => one.input as never),
  }
}
