import type { Outbox } from '@dangol/client/outbox.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { ClearedLine } from '../outbox/cleared-line.ts'
import { visitOf } from '../outbox/kiosk-outbox-store.ts'
import type { Goodbye } from './goodbye.ts'
import type { Patience } from './patience.ts'
import type { VisitCommands } from './visit-commands.ts'

/** Lets the store server know that a visit is over here. */
export interface TellingEnds {
  readonly tell: (visitId: VisitId, reason: EndReason) => void
  /** It has the visit open still, or again, after a backup: tells it once more, unless that word is on its way. */
  readonly stillOpen: (visitId: VisitId) => void
}

interface TellingEndsDeps {
  readonly commands: Pick<VisitCommands, 'end'>
  readonly patience: Patience
  readonly line: Pick<ClearedLine, 'endStranger'>
  readonly outbox: Pick<Outbox, 'waiting'>
  readonly goodbye: () => Pick<Goodbye, 'waits' | 'heard'>
}

export function createTellingEnds({ commands, patience, line, outbox, goodbye }: TellingEndsDeps): TellingEnds {
  const onTheirWay = new Set<VisitId>()
  return {
    tell(visitId, reason) {
      const told = commands.end(visitId, reason)
      onTheirWay.add(visitId)
      void patience.soon(told).then((answer) => answer ?? goodbye().waits(visitId))
      void told.then((answer) => {
        onTheirWay.delete(visitId)
        // What could not even be kept is told as soon as there is a line.
        if (!answer.ok && answer.error.code === 'unavailable') line.endStranger(visitId)
        else goodbye().heard(visitId, answer.ok ? answer.value.parkedCode : null)
      })
    },
    stillOpen(visitId) {
      // Whatever else waits of it says nothing of its end.
      const isEndWaiting = outbox
        .waiting()
        .some((command) => command.request === 'visits:end' && visitOf(command) === visitId)
      if (!isEndWaiting && !onTheirWay.has(visitId)) line.endStranger(visitId)
    },
  }
}
