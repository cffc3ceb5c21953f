import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceStatus } from '@dangol/protocol/devices.ts'
import type { Db } from '../../db/open.ts'

interface DeviceRow extends Omit<DeviceStatus, 'connected'> {
  readonly connected: 0 | 1
}

const COLUMNS = `id, kind, connected, last_seen_at as lastSeenAt, version, outbox_length as outboxLength, screen`

/** The devices that ever connected, as the floor was last told of them. */
export function prepareDevices(db: Db) {
  const all = db.prepare<[], DeviceRow>(`select ${COLUMNS} from devices order by kind, id`)
  const put = db.prepare<[DeviceId, string, number, number, string, number, string]>(
    `insert into devices (id, kind, connected, last_seen_at, version, outbox_length, screen)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set kind = excluded.kind, connected = excluded.connected,
       last_seen_at = excluded.last_seen_at, version = excluded.version, outbox_length = excluded.outbox_length,
       screen = excluded.screen`,
  )
  const setSeen = db.prepare<[number, DeviceId]>('update devices set last_seen_at = ? where id = ?')
  const drop = db.prepare<[DeviceId]>('delete from devices where id = ?')
  return {
    all: (): DeviceStatus[] => all.all().map((row) => ({ ...row, connected: row.connected === 1 })),
    put: (d: DeviceStatus) =>
      put.run(d.id, d.kind, d.connected ? 1 : 0, d.lastSeenAt, d.version, d.outboxLength, d.screen),
    setSeen,
    drop,
  }
}
