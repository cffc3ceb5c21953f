import { isDeepStrictEqual } from 'node:util'
import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import { isSameHand } from '@dangol/domain/assist/overlay.ts'
import type { DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '@dangol/server/src/db/open.ts'
import type { World } from '../world.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

/** What people did with their hands in the same thing; each command counts once. */
export interface Together {
  readonly edits: number
  readonly suggestions: number
  readonly undos: number
  /** Changes of a draft or a cart that somebody else's newer hand kept from being taken. */
  readonly conflicts: number
}

/** Rule H1, read from the log: an edit that was taken replaced nothing of somebody else's that its author had not seen. */
export interface TogetherCheck {
  answer(name: string, input: string, answer: string): void
  counts(): Together
}

const COUNTED: Readonly<Record<string, keyof Together>> = {
  'drafts:edit': 'edits',
  'drafts:suggest': 'suggestions',
  'drafts:undo': 'undos',
}

export function createTogetherCheck(disk: () => Db, verdict: Verdict): TogetherCheck {
  const counts = { edits: 0, suggestions: 0, undos: 0, conflicts: 0 }
  const known = new Set<string>()
  return {
    answer(name, input, answer) {
      const counted = COUNTED[name]
      if (counted === undefined && name !== 'carts:change') return
      const { commandId, seen } = JSON.parse(input) as { commandId: string; seen?: number }
      if (known.has(commandId)) return
      known.add(commandId)
      if (answer.includes('"changed-meanwhile"')) counts.conflicts += 1
      if (counted === undefined || !answer.startsWith('{"ok":true')) return
      counts[counted] += 1
      if (name !== 'drafts:edit' || seen === undefined) return
      const unseen = overwrittenUnseen(disk(), commandId, seen)
      verdict.expect(unseen === null, 'nothing-overwritten-unseen', () => `${commandId} saw ${seen}: ${unseen ?? ''}`)
    },
    counts: () => ({ ...counts }),
  }
}

/** The characteristic, or null. What changed nothing, or was forgotten with its visit, is not in the log. */
function overwrittenUnseen(disk: Db, commandId: string, seen: number): string | null {
  const [row] = rows<{ body: string }>(disk, EDIT_IN_LOG, commandId)
  if (row === undefined) return null
  const { puts } = JSON.parse(row.body) as { puts: { value: SharedDraft }[] }
  const history = puts[0]?.value.history ?? []
  const edit = history.at(-1)
  if (edit === undefined) return null
  return (
    edit.changes.find(({ characteristicId }) => {
      // Whose hand stands there is who touched it last; one's own is nobody's to lose.
      const last = history.findLast(
        ({ revision, changes }) =>
          revision < edit.revision && changes.some((change) => change.characteristicId === characteristicId),
      )
      return last !== undefined && last.revision > seen && !isSameHand(last.author, edit.author)
    })?.characteristicId ?? null
  )
}

const EDIT_IN_LOG = "select body from log where command_id = ? and type = 'draft.edited'"

/** Rule H5: at quiet, the kiosk and everyone whom the shopper let in have the draft that the server has. */
export function checkSharedDrafts({ store, devices, verdict }: World): void {
  const disk = store.disk.db()
  for (const { visitId, deviceId, body } of rows<Shared>(disk, SHARED)) {
    const draft: unknown = JSON.parse(body)
    const agree = (id: DeviceId, has: unknown): void =>
      verdict.expect(
        isDeepStrictEqual(has, draft),
        'all-agree-when-quiet',
        () => `${id} has of the draft of ${visitId}:\n    ${JSON.stringify(has)}\n  and the server\n    ${body}`,
      )
    const own = devices.get(deviceId)
    if (own?.kind === 'kiosk') agree(deviceId, own.host()?.state().sharedDraft)
    for (const { id } of rows<{ id: DeviceId }>(disk, LET_IN, visitId)) {
      const tablet = devices.get(id)
      if (tablet?.kind !== 'tablet') continue
      agree(id, [...(tablet.contents(`visit:${visitId}`)?.['shared-draft'].values() ?? [])][0])
    }
  }
}

interface Shared {
  readonly visitId: VisitId
  readonly deviceId: DeviceId
  readonly body: string
}

const SHARED = `
  select d.visit_id as visitId, v.device_id as deviceId, d.body from shared_drafts d
  join visits v on v.id = d.visit_id where v.ended_at is null`

const LET_IN = 'select device_id as id from assists where visit_id = ? and agreed is not null'
