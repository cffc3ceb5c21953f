import type { AssociateId, CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { EndReason, Level } from '@dangol/domain/visits/level.ts'
import type { FloorVisit, VisitView } from '@dangol/protocol/visits.ts'
import type { Db } from '../../db/open.ts'
import type { StageCounts } from '../../ports/figures.ts'

/** How far a visit came; never moves back. */
export const STAGES = ['started', 'engaged', 'in-cart', 'ordered'] as const
export type Stage = (typeof STAGES)[number]

/** A visit as it is stored. */
export interface VisitRow {
  readonly id: VisitId
  readonly epoch: number
  readonly deviceId: DeviceId
  readonly level: Level
  readonly lang: Lang
  readonly customerId: CustomerId | null
  readonly configurationsState: VisitView['configurationsState']
  readonly step: FloorVisit['step']
  readonly stage: Stage
  readonly servedBy: AssociateId | null
  readonly servedOn: DeviceId | null
  readonly startedAt: number
  /** What it takes place on. */
  readonly deviceKind: 'kiosk' | 'tablet'
  readonly levelSince: number
  /** Until when the approval on the own phone counts; null for none. */
  readonly approvedUntil: number | null
}

/** What a visit is raised to, or falls back to. */
type Raised = Pick<VisitRow, 'level' | 'levelSince' | 'approvedUntil' | 'customerId' | 'configurationsState'>

export interface EndedRow {
  readonly id: VisitId
  readonly reason: EndReason
  readonly parkedCode: string | null
}

const COLUMNS = `id, epoch, device_id as deviceId, level, lang, customer_id as customerId,
  configurations_state as configurationsState, step, stage, served_by as servedBy, served_on as servedOn,
  started_at as startedAt, device_kind as deviceKind, coalesce(level_since, started_at) as levelSince,
  approved_until as approvedUntil`

/** The visits: open ones, and what is kept of ended ones. */
export function prepareVisits(db: Db) {
  const find = db.prepare<[VisitId], VisitRow>(`select ${COLUMNS} from visits where id = ? and ended_at is null`)
  const everBegun = db.prepare<[VisitId], { id: VisitId }>('select id from visits where id = ?')
  const openOn = db.prepare<[DeviceId], VisitRow>(
    `select ${COLUMNS} from visits where device_id = ? and ended_at is null`,
  )
  const allOpen = db.prepare<[], VisitRow>(
    `select ${COLUMNS} from visits where ended_at is null order by started_at, id`,
  )
  const openOf = db.prepare<[CustomerId], VisitRow>(
    `select ${COLUMNS} from visits where ended_at is null and customer_id = ? order by level desc, started_at limit 1`,
  )
  const lastEpoch = db.prepare<[DeviceId], { epoch: number }>(
    'select epoch from visits where device_id = ? order by epoch desc limit 1',
  )
  const insert = db.prepare(
    `insert into visits (id, epoch, device_id, level, lang, customer_id, recognised, configurations_state, step, stage,
       served_by, served_on, started_at, device_kind, level_since, approved_until)
     values (@id, @epoch, @deviceId, @level, @lang, @customerId, @recognised, @configurationsState, @step, @stage,
       @servedBy, @servedOn, @startedAt, @deviceKind, @levelSince, @approvedUntil)`,
  )
  const setLang = db.prepare<[Lang, VisitId]>('update visits set lang = ? where id = ?')
  const setStep = db.prepare<[string, VisitId]>('update visits set step = ? where id = ?')
  const setStage = db.prepare<[Stage, VisitId]>('update visits set stage = ? where id = ?')
  const setConfigurationsState = db.prepare<[string, VisitId]>(
    'update visits set configurations_state = ? where id = ?',
  )
  const setServed = db.prepare<[AssociateId | null, DeviceId | null, VisitId]>(
    'update visits set served_by = ?, served_on = ? where id = ?',
  )
  const end = db.prepare<[number, EndReason, string | null, VisitId]>(
    'update visits set ended_at = ?, end_reason = ?, parked_code = ? where id = ?',
  )
  const lastEnded = db.prepare<[DeviceId, number], EndedRow>(
    `select id, end_reason as reason, parked_code as parkedCode from visits
     where device_id = ? and ended_at >= ? order by epoch desc limit 1`,
  )
  return {
    find: (id: VisitId) => find.get(id),
    openOn: (deviceId: DeviceId) => openOn.get(deviceId),
    openOf: (customerId: CustomerId) => openOf.get(customerId),
    allOpen: () => allOpen.all(),
    lastEpoch,
    setLang,
    setStep,
    setStage,
    setConfigurationsState,
    setServed,
    end,
    lastEnded,
    ...prepareReducing(db),
    wasBegun: (id: VisitId) => everBegun.get(id) !== undefined,
    ...prepareLevels(db),
    insert: (visit: VisitRow) => insert.run({ ...visit, recognised: visit.customerId === null ? 0 : 1 }),
  }
}
/** What is left of a visit whose shopper wants nothing kept. */
function prepareReducing(db: Db) {
  const reduceOne = db.prepare<[VisitId]>(
    `update visits set customer_id = null, parked_code = null, served_by = null, served_on = null
     where id = ? and ended_at is not null`,
  )
  const parkedCodeOf = db.prepare<[VisitId], { code: string | null }>(
    'select parked_code as code from visits where id = ?',
  )
  return { reduceOne, parkedCodeOf: (id: VisitId) => parkedCodeOf.get(id)?.code ?? null }
}
export type VisitsSql = ReturnType<typeof prepareVisits>

/** Levels of open visits, and which approvals are over. */
function prepareLevels(db: Db) {
  const raise = db.prepare(
    `update visits set level = @level, level_since = @levelSince, approved_until = @approvedUntil,
       customer_id = @customerId, recognised = max(recognised, iif(@customerId is null, 0, 1)),
       configurations_state = @configurationsState where id = @id`,
  )
  const lapsed = db.prepare<[number], { id: VisitId }>(
    'select id from visits where approved_until <= ? and ended_at is null order by approved_until, id',
  )
  return {
    lapsed,
    raise: (id: VisitId, to: Raised) => {
      const { level, levelSince, approvedUntil, customerId, configurationsState } = to
      raise.run({ id, level, levelSince, approvedUntil, customerId, configurationsState })
    },
  }
}

/** What becomes of ended visits. */
export function prepareRetention(db: Db) {
  const reduce = db.prepare<[number]>(
    `update visits set customer_id = null, parked_code = null, served_by = null, served_on = null
     where ended_at < ? and (customer_id is not null or parked_code is not null)`,
  )
  const drop = db.prepare<[number]>(
    `delete from visits where ended_at < ?
       and epoch < (select max(v.epoch) from visits v where v.device_id = visits.device_id)`,
  )
  const disown = db.prepare<[CustomerId]>(
    `update visits set customer_id = null, parked_code = null, level = 'L0', level_since = null,
       approved_until = null, configurations_state = 'ready' where customer_id = ?`,
  )
  return { reduce, drop, disown }
}

/** Counts for the funnel. */
export function prepareFigures(db: Db) {
  return db.prepare<[number, number], StageCounts>(
    `select count(*) as visits, total(recognised) as recognised, total(stage <> 'started') as engaged,
       total(stage in ('in-cart', 'ordered')) as inCart, total(stage = 'ordered') as ordered
     from visits where started_at >= ? and started_at < ?`,
  )
}
