import { join } from 'node:path'
import { systemClock } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import { prepareCommands } from '../../server/src/commands/commands.sql.ts'
import { openDatabase } from '../../server/src/db/open.ts'
import type { Db } from '../../server/src/db/open.ts'
import { STORE_MIGRATIONS } from '../../server/src/db/store-migrations.ts'
import { createChangeLog } from '../../server/src/features/sync/change-log.ts'
import { createChunks } from '../../server/src/features/sync/chunks.ts'
import { prepareVisits } from '../../server/src/features/visits/visits.sql.ts'
import { target } from '../report.ts'
import type { Target } from '../report.ts'
import { ratio, spreadOf } from './rounds.ts'

const LIMIT = 1.2
const COMMANDS = 20_000
const VISITS = 200
const TOPICS = 300
const AT_A_TIME = 20
/** Long enough for the clock, and short enough that whatever else the machine does happens to both. */
const SAMPLE_US = 30_000
const BETWEEN_LOOKS = 50
const AT = 1_760_000_000_000

/** What every command and every return of a device reads, as the server reads it and as a bare prepared statement does. */
export function measureHotReads(o: { folder: string; rounds: number }): {
  figures: Record<string, number | string>
  targets: Target[]
} {
  const db = openDatabase(join(o.folder, 'reads.sqlite'), STORE_MIGRATIONS)
  const figures: Record<string, number | string> = {}
  const targets: Target[] = []
  try {
    for (const { name, ours, raw } of readsOf(db, fill(db))) {
      const sample: { ours: number[]; raw: number[] } = { ours: [], raw: [] }
      timed(ours)
      timed(raw)
      for (let round = 0; round < o.rounds; round++) {
        sample.ours.push(timed(ours))
        sample.raw.push(timed(raw))
      }
      figures[`${name}: ours, us`] = spreadOf(sample.ours)
      figures[`${name}: prepared statement, us`] = spreadOf(sample.raw)
      targets.push(target(`${name} / prepared statement`, 'x', ratio(sample.ours, sample.raw).value, LIMIT, 'lower'))
    }
  } finally {
    db.close()
  }
  return { figures, targets }
}

/** Microseconds of processor time a read: on a busy machine the wall clock tells of others. */
function timed(read: (n: number) => unknown): number {
  const before = process.threadCpuUsage()
  let reads = 0
  for (;;) {
    for (let n = 0; n < BETWEEN_LOOKS; n++) read(reads++)
    const { user, system } = process.threadCpuUsage(before)
    if (user + system >= SAMPLE_US) return (user + system) / reads
  }
}

interface Filled {
  readonly commandIds: readonly CommandId[]
  readonly visitIds: readonly VisitId[]
  readonly heads: readonly number[]
}

function readsOf(db: Db, { commandIds, visitIds, heads }: Filled) {
  const [commands, visits] = [prepareCommands(db), prepareVisits(db)]
  const chunks = createChunks(createChangeLog({ db, clock: systemClock, newEpoch: () => 'read' }))
  const one = <T>(ids: readonly T[], n: number): T => ids[(n * 7919) % ids.length] as T
  const rawCommand = db.prepare<[CommandId]>('select device_id, request, outcome from commands where command_id = ?')
  const rawEntries = db.prepare<[string, number]>(
    'select seq, prev, type, at, body from log where topic = ? and seq > ? order by seq',
  )
  const rawVisit = db.prepare<[VisitId]>(
    `select id, epoch, device_id, level, lang, customer_id, configurations_state, step, stage, served_by, served_on,
       started_at from visits where id = ? and ended_at is null`,
  )
  return [
    {
      name: 'look-up of a repeated command',
      ours: (n: number) => commands.find.get(one(commandIds, n)),
      raw: (n: number) => rawCommand.get(one(commandIds, n)),
    },
    {
      // Of more topics than are kept ready for the next device, so that each is read.
      name: `catch-up of ${AT_A_TIME} entries`,
      ours: (n: number) => chunks.after(topicOf(n % TOPICS), 0, heads[n % TOPICS] ?? 0).text,
      raw: (n: number) => rawEntries.all(topicOf(n % TOPICS), 0),
    },
    {
      name: 'row of a visit',
      ours: (n: number) => visits.find(one(visitIds, n)),
      raw: (n: number) => rawVisit.get(one(visitIds, n)),
    },
  ]
}

const topicOf = (n: number): Topic => `kiosk:kiosk-${n}`

function fill(db: Db): Filled {
  const [commands, visits] = [prepareCommands(db), prepareVisits(db)]
  const log = createChangeLog({ db, clock: systemClock, newEpoch: () => 'write' })
  const commandIds = Array.from({ length: COMMANDS }, () => systemIds.next<CommandId>())
  const visitIds = Array.from({ length: VISITS }, () => systemIds.next<VisitId>())
  const anonymous = {
    level: 'L0',
    lang: 'ko',
    customerId: null,
    servedBy: null,
    servedOn: null,
    approvedUntil: null,
  } as const
  const begun = {
    epoch: 1,
    configurationsState: 'ready',
    step: 'browsing',
    stage: 'started',
    startedAt: AT,
    levelSince: AT,
  } as const
  const outcome = '{"ok":true,"value":null}'
  return db.transaction((): Filled => {
    for (const id of commandIds) commands.insert.run(id, deviceOf(1), 'visits:report-step', outcome, AT, null)
    visitIds.forEach((id, n) =>
      visits.insert({ ...anonymous, ...begun, id, deviceId: deviceOf(n), deviceKind: 'kiosk' }),
    )
    for (let n = 0; n < TOPICS * AT_A_TIME; n++) {
      log.append({ type: 'visit.moved-on', commandId: null, topic: topicOf(n % TOPICS), puts: [PUT] })
    }
    return { commandIds, visitIds, heads: Array.from({ length: TOPICS }, (_, n) => log.span(topicOf(n)).head) }
  })()
}

const deviceOf = (n: number) => `kiosk-${n}` as DeviceId
const PUT = {
  kind: 'floor-visit',
  id: '01998000-0000-7000-8000-000000000000',
  value: {
    ...{ id: '01998000-0000-7000-8000-000000000000', deviceId: 'kiosk-1', level: 'L0', lang: 'ko', startedAt: AT },
    ...{ maskedName: null, customerId: null, configurationCount: 0, cartUnits: 0, step: 'cart', servedBy: null },
  },
} as Put
