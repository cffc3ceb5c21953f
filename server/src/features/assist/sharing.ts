import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { Staff } from '../../ports/people.ts'
import type { CatalogueBook } from '../../ports/selling.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type { VisitFollowers, VisitMemory, Visits } from '../../ports/visits.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createHelp } from './ask-to-help.ts'
import { prepareAssists } from './assists.sql.ts'
import { prepareDrafts } from './drafts.sql.ts'
import { createCloseDraft, createEdit, createUndo } from './edit-draft.ts'
import { createEndHelp } from './end-help.ts'
import type { EndHelp } from './end-help.ts'
import { createHands } from './hands.ts'
import { createOpen } from './open-draft.ts'
import { createShare, putOfAssist, putOfDraft } from './share.ts'
import { createDecide, createSuggest } from './suggest.ts'

export interface SharingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
  readonly once: Once
  readonly transact: Transact
  readonly log: ChangeLog
  readonly visits: Pick<Visits, 'open' | 'isOpen'>
  readonly staff: Staff
  readonly book: Pick<CatalogueBook, 'model'>
}

export interface SharingFeature extends VisitMemory {
  readonly handlers: Handlers<
    | 'assist:ask'
    | 'assist:agree'
    | 'assist:leave'
    | 'drafts:open'
    | 'drafts:edit'
    | 'drafts:undo'
    | 'drafts:suggest'
    | 'drafts:decide'
    | 'drafts:close'
  >
  readonly snapshot: SnapshotProvider
  readonly followers: VisitFollowers
  readonly helpers: EndHelp
}

/** What kiosk and tablets do together in a visit: who may, and the draft that all of them have in hand. */
export function createSharing(deps: SharingDeps): SharingFeature {
  const assists = prepareAssists(deps.db)
  const drafts = prepareDrafts(deps.db)
  const share = createShare({ assists, drafts, log: deps.log })
  const hands = createHands({ ...deps, assists })
  const parts = { ...deps, assists, drafts, share, hands }
  return {
    handlers: {
      ...createHelp(parts),
      'drafts:open': createOpen(parts),
      'drafts:edit': createEdit(parts),
      'drafts:undo': createUndo(parts),
      'drafts:suggest': createSuggest(parts),
      'drafts:decide': createDecide(parts),
      'drafts:close': createCloseDraft(parts),
    },
    snapshot: (topic) => [...assistsIn(topic), ...draftIn(topic)],
    followers: hands,
    helpers: createEndHelp({ ...parts }),
    forgetVisit: (visitId) => share.forget(visitId),
  }

  function assistsIn(topic: Topic): Put[] {
    const visitId = visitOf(topic)
    if (visitId !== null) return assists.ofVisit(visitId).map(putOfAssist)
    return topic.startsWith('kiosk:') ? assists.onDevice(idIn(topic)).map(putOfAssist) : []
  }
  function draftIn(topic: Topic): Put[] {
    const visitId = visitOf(topic)
    const draft = visitId && drafts.find(visitId)
    return draft === null ? [] : [putOfDraft(draft)]
  }
}

// A topic's name is made of the id; the template type of the wire does not remember of which kind.
const idIn = <T>(topic: Topic): T => topic.slice(topic.indexOf(':') + 1) as T
const visitOf = (topic: Topic): Parameters<VisitMemory['forgetVisit']>[0] | null =>
  topic.startsWith('visit:') ? idIn(topic) : null
