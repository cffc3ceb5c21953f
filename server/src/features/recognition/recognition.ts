import { ok, refuse } from '@dangol/domain/result/result.ts'
import { isRc1sText } from '@dangol/domain/recognition/rc1s.ts'
import { RM1_REFUSAL_MS } from '@dangol/domain/recognition/rm1.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { ConfigurationCodes, NamelessCopies } from '../../ports/configurations.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Handlers } from '../../transport/handler.ts'
import { prepareAcceptedCodes } from './accepted-codes.sql.ts'
import { createClockWatch } from './clock-watch.ts'
import type { ClockWatch } from './clock-watch.ts'
import { createDoubleReads } from './double-read.ts'
import { judgeCode } from './judge-code.ts'
import type { Roster } from './judge-code.ts'
import { createJudgeSnapshot } from './judge-snapshot.ts'
import type { JudgeSnapshotDeps } from './judge-snapshot.ts'
import { openByCode, openBySnapshot, recogniseMember } from './recognise.ts'
import type { Desk, RecogniseDeps, Scan } from './recognise.ts'
import { createVerifySignature } from './verify-signature.ts'

/** A code is fresh for a minute; a day keeps it single even when the clock is set back. */
const ACCEPTED_AGE_MAX_S = 24 * 60 * 60

export interface RecognitionDeps {
  readonly db: Db
  readonly clock: Clock
  /** Runs whatever happens to the clock. */
  readonly steady: Clock
  readonly timers: Timers
  readonly once: Once
  readonly desk: Desk
  readonly codes: ConfigurationCodes
  readonly nameless: NamelessCopies
  readonly roster: Roster
  readonly access: AccessLog
  readonly mayScan: AttemptLimit
  /** For codes short enough to be typed, and so to be guessed. */
  readonly mayTryCode: AttemptLimit
  readonly shopKeys: JudgeSnapshotDeps['shopKeys']
  /** First 8 bytes of SHA-256 of the tenant's name. */
  readonly tenantTag: Uint8Array
}

export interface RecognitionFeature {
  readonly handlers: Handlers<'recognition:scan'>
  readonly clockWatch: ClockWatch
  /** Forgets accepted times that no longer matter. */
  purge(): void
}

/** Who stands at the kiosk: the server decides, by a code the phone signed or a code that opens one configuration. */
export function createRecognition(deps: RecognitionDeps): RecognitionFeature {
  const { clock, timers, once, mayScan, access } = deps
  const accepted = prepareAcceptedCodes(deps.db)
  const verifySignature = createVerifySignature(deps.tenantTag)
  const clockWatch = createClockWatch(deps)
  const doubleReads = createDoubleReads(() => clock.nowMs())
  const judgeDeps = {
    roster: deps.roster,
    verifySignature,
    lastAcceptedTs: (credId: string) => accepted.lastTs.get(credId)?.lastTs ?? null,
    nowMs: () => clock.nowMs(),
    isClockRight: () => clockWatch.isRight(),
  }
  const parts = {
    ...deps,
    judge: (text: string) => judgeCode(judgeDeps, text),
    judgeSnapshot: createJudgeSnapshot({ ...deps, nowMs: () => clock.nowMs() }),
    accept: (credId: string, ts: number) => void accepted.accept.run(credId, ts),
  }

  return {
    handlers: {
      async 'recognition:scan'(caller, { commandId, text, lang, takeOver }) {
        const arrivedMs = clock.nowMs()
        const answer = once(
          commandId,
          caller.deviceId,
          () => {
            if (doubleReads.isDouble(caller.deviceId, text, takeOver)) return ok({ kind: 'double-read' } as const)
            doubleReads.remember(caller.deviceId, text, takeOver)
            if (!mayScan(caller.deviceId)) {
              access.record({ caller, what: 'recognition.scan', subject: null, result: 'too-many' })
              return refuse('code-refused')
            }
            const scan = { caller, commandId, text, lang, takeOver }
            return waysIn(parts, scan)
          },
          (outcome) => (outcome.ok && 'visit' in outcome.value ? outcome.value.visit.id : null),
        )
        // Every refusal takes the same time, so that time tells nothing about its cause.
        if (!answer.ok) await pass(timers, arrivedMs + RM1_REFUSAL_MS - clock.nowMs())
        return answer
      },
    },
    clockWatch,
    purge: () => void accepted.dropOlderThan.run(Math.floor(clock.nowMs() / 1000) - ACCEPTED_AGE_MAX_S),
  }
}

/** Which of the ways in a text takes. One that was tried too often fails as a wrong one does. */
function waysIn(parts: RecogniseDeps & Pick<RecognitionDeps, 'mayTryCode'>, scan: Scan): Answer<'recognition:scan'> {
  if (scan.text.startsWith('RM1:')) return recogniseMember(parts, scan)
  if (isRc1sText(scan.text)) return openBySnapshot(parts, scan)
  if (parts.mayTryCode(scan.caller.deviceId)) return openByCode(parts, scan)
  const record = { caller: scan.caller, what: 'recognition.configuration-code', subject: null, result: 'too-many' }
  parts.access.record(record)
  return refuse('code-refused')
}

const pass = (timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => {
    timers.after(Math.max(0, ms), resolve)
  })
