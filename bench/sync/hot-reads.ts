import { join } from 'node:path'
import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { prepareCommands } from '../../server/src/commands/commands.sql.ts'
import { openDatabase } from '../../server/src/db/open.ts'
import type { Db } from '../../server/src/db/open.ts'
import { STORE_MIGRATIONS } from '../../server/src/db/store-migrations.ts'
import { prepareLog } from '../../server/src/features/sync/log.sql.ts'
import { prepareVisits } from '../../server/src/features/visits/visits.sql.ts'
import { target } from '../report.ts'
import type { Target } from '../report.ts'
import { ratio, spreadOf } from './rounds.ts'

const LIMIT = 1.2
const COMMANDS = 20_000
const VISITS = 200
const ENTRIES = 2_000
const AT_A_TIME = 20
const READS = 4_000
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

/** Microseconds a read. */
function timed(read: (n: number) => unknown): number {
  const startedAt = performance.now()
  for (let n = 0; n < READS; n++) read(n)
  return ((performance.now() - startedAt) * 1000) / READS
}

interface Filled {
  readonly commandIds: readonly CommandId[]
  readonly visitIds: readonly VisitId[]
  readonly firstSeq: number
}

function readsOf(db: Db, { commandIds, visitIds, firstSeq }: Filled) {
  const [commands, log, visits] = [prepareCommands(db), prepareLog(db), prepareVisits(db)]
  const one = <T>(ids: readonly T[], n: number): T => ids[(n * 7919) % ids.length] as T
  const since = (n: number) => firstSeq + ((n * 37) % (ENTRIES - AT_A_TIME))
  const rawCommand = db.prepare<[CommandId]>('select device_id, request, outcome from commands where command_id = ?')
  const rawEntries = db.prepare<[string, number, number], { body: string }>(
    'select seq, prev, type, at, body from log where topic = ? and seq > ? order by seq limit ?',
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
      name: 'catch-up of 20 entries',
      ours: (n: number) => log.entriesSince('floor', since(n), AT_A_TIME),
      // A row's body is JSON in the database; whoever sends it has to read it.
      raw: (n: number) => rawEntries.all('floor', since(n), AT_A_TIME).map(({ body }) => JSON.parse(body) as unknown),
    },
    {
      name: 'row of a visit',
      ours: (n: number) => visits.find.get(one(visitIds, n)),
      raw: (n: number) => rawVisit.get(one(visitIds, n)),
    },
  ]
}

function fill(db: Db): Filled {
  const [commands, log, visits] = [prepareCommands(db), prepareLog(db), prepareVisits(db)]
  const commandIds = Array.from({ length: COMMANDS }, () => systemIds.next<CommandId>())
  const visitIds = Array.from({ length: VISITS }, () => systemIds.next<VisitId>())
  const deviceOf = (n: number) => `kiosk-${n}` as DeviceId
  return db.transaction((): Filled => {
    for (const id of commandIds)
      commands.insert.run(id, deviceOf(1), 'visits:report-step', '{"ok":true,"value":null}', AT, null)
    visitIds.forEach((id, n) =>
      visits.insert({
        ...{
          id,
          epoch: 1,
          deviceId: deviceOf(n),
          level: 'L0',
          lang: 'ko',
          customerId: null,
          configurationsState: 'ready',
        },
        ...{ step: 'browsing', stage: 'started', servedBy: null, servedOn: null, startedAt: AT },
      }),
    )
    let firstSeq = 0
    for (let n = 0; n < ENTRIES; n++) {
      const seq = Number(
        log.insert.run('floor', firstSeq === 0 ? 0 : firstSeq + n - 1, 'visit.moved-on', null, AT, BODY)
          .lastInsertRowid,
      )
      firstSeq ||= seq
    }
    return { commandIds, visitIds, firstSeq }
  })()
}

const BODY = JSON.stringify({
  puts: [
    {
      kind: 'floor-visit',
      id: '01998000-0000-7000-8000-000000000000',
      value: {
        ...{ id: '01998000-0000-7000-8000-000000000000', deviceId: 'kiosk-1', level: 'L0', lang: 'ko', startedAt: AT },
        ...{ maskedName: null, customerId: null, configurationCount: 0, cartUnits: 0, step: 'cart', servedBy: null },
      },
    },
  ],
  dels: [],
})
