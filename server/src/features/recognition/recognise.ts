import type { CommandId, CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Snapshot } from '@dangol/protocol/shop-roster.ts'
import type { EndReason, Level } from '@dangol/domain/visits/level.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { ConfigurationCodes, NamelessCopies, NamelessThing } from '../../ports/configurations.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { Caller } from '../../transport/handler.ts'
import type { Verdict } from './judge-code.ts'
import type { JudgeSnapshot } from './judge-snapshot.ts'

/** The visits feature, as recognition uses it. */
export interface Desk {
  publish(visitId: VisitId, type: string, commandId: CommandId): VisitView
  openOn(deviceId: Caller['deviceId']): OpenVisit | null
  begin(
    visit: {
      deviceId: Caller['deviceId']
      lang: Lang
      level: Level
      customerId: CustomerId | null
      servedBy: null
      credId?: string
    },
    type: string,
    commandId: CommandId,
  ): VisitView
  raise(
    visitId: VisitId,
    to: { level: Level; customerId: CustomerId | null; credId?: string },
    type: string,
    commandId: CommandId,
  ): VisitView
  end(visit: OpenVisit, reason: EndReason, commandId: CommandId): unknown
}

export interface RecogniseDeps {
  readonly desk: Desk
  readonly codes: ConfigurationCodes
  readonly nameless: NamelessCopies
  readonly access: AccessLog
  readonly judge: (text: string) => Verdict
  readonly judgeSnapshot: JudgeSnapshot
  readonly accept: (credId: string, ts: number) => void
}
export interface Scan {
  readonly caller: Caller
  readonly commandId: CommandId
  readonly text: string
  readonly lang: Lang
  readonly takeOver: boolean
}
type ScanAnswer = Answer<'recognition:scan'>

/** Opens or raises the visit of whoever showed a good member code. Refuses: 'code-refused', whatever the cause. */
export function recogniseMember(deps: RecogniseDeps, scan: Scan): ScanAnswer {
  const { desk, access } = deps
  const { caller, commandId } = scan
  const verdict = deps.judge(scan.text)
  const write = (result: string) =>
    access.record({ caller, what: 'recognition.scan', subject: verdict.customerId, result })
  if (!verdict.ok) {
    write(verdict.why)
    return refuse('code-refused')
  }
  const { customerId } = verdict
  let visit = desk.openOn(caller.deviceId)
  const isAnothers = visit !== null && visit.customerId !== null && visit.customerId !== customerId
  if (isAnothers && !scan.takeOver) {
    // The code stays good: the same person shows it again after saying that the one before left.
    write('another-person')
    return ok({ kind: 'another-person' })
  }
  deps.accept(verdict.credId, verdict.ts)
  write('recognised')
  if (visit !== null && isAnothers) {
    desk.end(visit, 'another-person', commandId)
    visit = null
  }
  const type = 'visit.recognised'
  if (visit === null) {
    const { credId } = verdict
    const begun = {
      deviceId: caller.deviceId,
      lang: scan.lang,
      level: 'L2',
      customerId,
      servedBy: null,
      credId,
    } as const
    return ok({ kind: 'recognised', visit: desk.begin(begun, type, commandId) })
  }
  return ok({
    kind: 'recognised',
    visit: desk.raise(visit.id, { level: 'L2', customerId, credId: verdict.credId }, type, commandId),
  })
}

/** Shows the one configuration behind a code, without anybody's name. Refuses: 'code-refused', whatever the cause. */
export function openByCode(deps: RecogniseDeps, scan: Scan): ScanAnswer {
  const { desk, codes, access } = deps
  const { caller } = scan
  const configurationId = codes.find(scan.text)
  access.record({
    caller,
    what: 'recognition.configuration-code',
    subject: null,
    result: configurationId === null ? 'unknown-code' : 'opened',
  })
  if (configurationId === null) return refuse('code-refused')
  const visitId = visitFor(desk, scan)
  codes.admit(visitId, configurationId)
  const visit = desk.publish(visitId, 'visit.configuration-opened', scan.commandId)
  return ok({ kind: 'configuration', visit, configurationId })
}

/** Lays a copy of what the shop signed onto the shelf of the visit. Refuses: 'code-refused', whatever the cause. */
export function openBySnapshot(deps: RecogniseDeps, scan: Scan): ScanAnswer {
  const { desk, nameless, access } = deps
  const { caller } = scan
  const verdict = deps.judgeSnapshot(scan.text)
  const thing = verdict.ok ? thingOf(verdict.snapshot) : null
  const isKnown = thing !== null && nameless.canShow(thing)
  const result = verdict.ok ? (isKnown ? 'opened' : 'unknown-family') : verdict.why
  access.record({ caller, what: 'recognition.snapshot', subject: null, result })
  if (!verdict.ok || thing === null || !isKnown) return refuse('code-refused')
  visitFor(desk, scan)
  const visit = desk.openOn(caller.deviceId)
  const copy = { source: `rc1s/${verdict.digest}`, original: null, thing, goesOn: false }
  const configurationId = visit === null ? null : nameless.lay(visit, copy)
  if (visit === null || configurationId === null) throw new Error('what can be shown was not laid')
  const view = desk.publish(visit.id, 'visit.configuration-opened', scan.commandId)
  return ok({ kind: 'configuration', visit: view, configurationId })
}

const thingOf = ({ familyId, modelVersion, choices }: Snapshot): NamelessThing => ({
  ...{ familyId, modelVersion, choices },
  ...{ name: '', origin: 'online' },
})

/** The kiosk's visit, begun or raised to L1; a member's visit keeps its level. */
function visitFor(desk: Desk, { caller, lang, commandId }: Scan): VisitId {
  const open = desk.openOn(caller.deviceId)
  if (open === null) {
    const begun = { deviceId: caller.deviceId, lang, level: 'L1', customerId: null, servedBy: null } as const
    return desk.begin(begun, 'visit.began', commandId).id
  }
  if (open.level === 'L0') desk.raise(open.id, { level: 'L1', customerId: null }, 'visit.raised', commandId)
  return open.id
}
