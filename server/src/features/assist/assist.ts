import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { Staff } from '../../ports/people.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type { VisitCalls, Visits } from '../../ports/visits.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createAnswer } from './answer-call.ts'
import { createCall } from './call-for-help.ts'
import { prepareCalls } from './calls.sql.ts'
import { createClose, createWithdraw } from './close-call.ts'
import { createVisitCalls } from './visit-calls.ts'

export interface AssistDeps {
  readonly db: Db
  readonly clock: Clock
  readonly once: Once
  readonly log: ChangeLog
  readonly visits: Pick<Visits, 'open'>
  readonly staff: Staff
}

export interface AssistFeature {
  readonly handlers: Handlers<'assist:call' | 'assist:withdraw' | 'assist:answer' | 'assist:close'>
  readonly snapshot: SnapshotProvider
  readonly ofVisits: VisitCalls
  /** Calls that nobody has answered, oldest first. */
  waiting(): HelpCall[]
}

/** Tells the floor and the calling kiosk of one call. */
export interface CallAnnouncer {
  put(type: string, call: HelpCall, commandId: CommandId | null): void
  gone(type: string, call: HelpCall, commandId: CommandId | null): void
}

/** Help for a shopper: a kiosk calls, the tablets hear it, an associate answers and closes. */
export function createAssist(deps: AssistDeps): AssistFeature {
  const sql = prepareCalls(deps.db)
  const tell = createAnnouncer(deps.log)
  const parts = { ...deps, sql, tell }
  return {
    handlers: {
      'assist:call': createCall(parts),
      'assist:withdraw': createWithdraw(parts),
      'assist:answer': createAnswer(parts),
      'assist:close': createClose(parts),
    },
    snapshot: (topic) =>
      sql
        .open()
        .filter((call) => topic === 'floor' || topic === topicOf(call))
        .map(putOf),
    waiting: () => sql.open().filter((call) => call.answeredBy === null),
    ofVisits: createVisitCalls(parts),
  }
}

const topicOf = (call: HelpCall): Topic => `kiosk:${call.deviceId}`
const putOf = (call: HelpCall): Put => ({ kind: 'call', id: call.id, value: call })

function createAnnouncer(log: ChangeLog): CallAnnouncer {
  const topicsOf = (call: HelpCall): Topic[] => ['floor', topicOf(call)]
  return {
    put(type, call, commandId) {
      for (const topic of topicsOf(call)) log.append({ type, commandId, topic, puts: [putOf(call)] })
    },
    gone(type, call, commandId) {
      for (const topic of topicsOf(call)) {
        log.append({ type, commandId, topic, puts: [], dels: [{ kind: 'call', id: call.id }] })
      }
    },
  }
}
