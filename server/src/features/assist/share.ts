import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Assist, EditOutcome } from '@dangol/protocol/assist.ts'
import type { Del, Put, Topic } from '@dangol/protocol/sync.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import type { AssistsSql } from './assists.sql.ts'
import type { DraftsSql } from './drafts.sql.ts'

/** What is shared in visits: kept, and told to whoever may know. Every method belongs into the transaction of the command. */
export interface Share {
  /** A session that began or changed; its tablet hears of it on its own topic too. */
  put(type: string, assist: Assist, commandId: CommandId | null): void
  /** A session is over. The last one that was agreed takes the draft with it: nobody is there to share it with. */
  end(type: string, assist: Assist, commandId: CommandId | null): void
  draft(visitId: VisitId, type: string, draft: SharedDraft, commandId: CommandId | null): void
  noDraft(visitId: VisitId, type: string, commandId: CommandId | null): void
  /** Everything of the visit is gone, from the log as well. */
  forget(visitId: VisitId): void
}

interface ShareDeps {
  readonly assists: AssistsSql
  readonly drafts: DraftsSql
  readonly log: ChangeLog
}

export const topicOfVisit = (visitId: VisitId): Topic => `visit:${visitId}`
const topicOfTablet = ({ deviceId }: Assist): Topic => `kiosk:${deviceId}`
export const putOfAssist = (assist: Assist): Put => ({ kind: 'assist', id: assist.id, value: assist })
export const putOfDraft = (draft: SharedDraft): Put => ({ kind: 'shared-draft', id: draft.id, value: asWire(draft) })
const delOfAssist = ({ id }: Assist): Del => ({ kind: 'assist', id })

/** The wire's types differ from the domain's in 'readonly' only. */
const asWire = (draft: SharedDraft) => draft as EditOutcome['draft']

export function createShare({ assists, drafts, log }: ShareDeps): Share {
  const noDraft: Share['noDraft'] = (visitId, type, commandId) => {
    const draft = drafts.find(visitId)
    if (draft === null) return
    drafts.remove(visitId)
    const dels = [{ kind: 'shared-draft', id: draft.id }]
    log.append({ type, commandId, topic: topicOfVisit(visitId), puts: [], dels })
  }
  return {
    put(type, assist, commandId) {
      const puts = [putOfAssist(assist)]
      for (const topic of topicsOf(assist)) log.append({ type, commandId, topic, puts })
    },
    end(type, assist, commandId) {
      assists.remove(assist.id)
      if (assist.agreed !== null) log.entitlementChanged(topicOfVisit(assist.visitId))
      const dels = [delOfAssist(assist)]
      for (const topic of topicsOf(assist)) log.append({ type, commandId, topic, puts: [], dels })
      const isShared = assists.ofVisit(assist.visitId).some(({ agreed }) => agreed !== null)
      if (!isShared) noDraft(assist.visitId, 'draft.closed', commandId)
    },
    draft(visitId, type, draft, commandId) {
      const before = drafts.find(visitId)
      const dels = before === null || before.id === draft.id ? [] : [{ kind: 'shared-draft', id: before.id }]
      drafts.put(visitId, draft)
      log.append({ type, commandId, topic: topicOfVisit(visitId), puts: [putOfDraft(draft)], dels })
    },
    noDraft,
    forget(visitId) {
      const gone = assists.ofVisit(visitId)
      const draft = drafts.find(visitId)
      const topic = topicOfVisit(visitId)
      log.entitlementChanged(topic)
      log.forget(topic)
      if (gone.length === 0 && draft === null) return
      const type = 'visit.forgotten'
      for (const assist of gone) {
        assists.remove(assist.id)
        log.append({ type, commandId: null, topic: topicOfTablet(assist), puts: [], dels: [delOfAssist(assist)] })
      }
      drafts.remove(visitId)
      const dels = [...gone.map(delOfAssist), ...(draft === null ? [] : [{ kind: 'shared-draft', id: draft.id }])]
      log.append({ type, commandId: null, topic, puts: [], dels })
    },
  }
}

const topicsOf = (assist: Assist): Topic[] => [topicOfVisit(assist.visitId), topicOfTablet(assist)]
