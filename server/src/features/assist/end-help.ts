import type { Assist } from '@dangol/protocol/assist.ts'
import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Transact } from '../../db/transact.ts'
import type { VisitHelpers } from '../../ports/visits.ts'
import type { Caller } from '../../transport/handler.ts'
import type { AssistsSql } from './assists.sql.ts'
import type { Share } from './share.ts'

interface EndHelpDeps {
  readonly assists: AssistsSql
  readonly share: Share
  readonly transact: Transact
}

/** What ends help without anybody saying so: the visit changes, or the tablet changes hands. */
export interface EndHelp extends VisitHelpers {
  /** A tablet is there with whoever is signed in at it now; what somebody else was let into with it is over. */
  arrived(caller: Caller): void
}

export function createEndHelp({ assists, share, transact }: EndHelpDeps): EndHelp {
  const endAll = (visitId: VisitId, commandId: CommandId | null, isOver: (assist: Assist) => boolean): void => {
    for (const assist of assists.ofVisit(visitId)) if (isOver(assist)) share.end('assist.ended', assist, commandId)
  }
  return {
    servedBy: (visitId, by, commandId) =>
      endAll(visitId, commandId, ({ associate, agreed }) => associate.id !== by && agreed === null),
    leftAlone: (visitId, by, commandId) => endAll(visitId, commandId, ({ associate }) => associate.id === by),
    sentAway: (visitId, commandId) => endAll(visitId, commandId, () => true),
    arrived({ kind, deviceId, associate }) {
      if (kind !== 'tablet') return
      const over = assists.onDevice(deviceId).filter((assist) => assist.associate.id !== associate)
      if (over.length > 0) transact(() => over.forEach((assist) => share.end('assist.ended', assist, null)))
    },
  }
}
