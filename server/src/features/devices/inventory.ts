import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { fingerprintOf } from '@dangol/domain/trust/device-proof.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { PairedDevice } from '@dangol/protocol/trust.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { Db } from '../../db/open.ts'
import type { Staff } from '../../ports/people.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import { preparePaired } from './paired-devices.sql.ts'
import type { PairedRow } from './paired-devices.sql.ts'

/** Revoked devices that are remembered; the one revoked longest ago goes first. The access log keeps that it was. */
export const REVOKED_MAX = 200

export interface InventoryDeps {
  readonly db: Db
  readonly log: ChangeLog
  readonly staff: Pick<Staff, 'nameOf'>
}

/** The devices of the house. What changes them belongs into the transaction of the command, and is told in it. */
export interface Inventory {
  find(id: DeviceId): PairedRow | null
  /** Read anew with every message: a device is of the house as long as nobody revoked it. */
  readonly isActive: (id: DeviceId) => boolean
  activeWithKey(publicKey: string): PairedRow | null
  /** 'kiosk-3': the first that no device of the house has. */
  freeId(kind: DeviceKind): DeviceId
  add(row: Omit<PairedRow, 'state' | 'revokedAt'>, commandId: CommandId | null): void
  revoke(id: DeviceId, atMs: number, commandId: CommandId): void
  rename(id: DeviceId, name: string, commandId: CommandId): void
  changeKey(id: DeviceId, publicKey: string, atMs: number, commandId: CommandId): void
  puts(): Put[]
}

export function createInventory({ db, log, staff }: InventoryDeps): Inventory {
  const sql = preparePaired(db)
  const find = (id: DeviceId) => sql.find.get(id) ?? null
  const putOf = (row: PairedRow): Put => ({
    kind: 'paired-device',
    id: row.id,
    value: viewOf(row, row.pairedBy === null ? null : staff.nameOf(row.pairedBy)),
  })
  const tell = (id: DeviceId, type: string, commandId: CommandId | null, gone: readonly DeviceId[] = []): void => {
    const row = find(id)
    if (row === null) throw new Error(`device ${id} is not of the house`)
    const dels = gone.map((one) => ({ kind: 'paired-device', id: one }))
    log.append({ type, commandId, topic: 'fleet', puts: [putOf(row)], dels })
  }
  return {
    find,
    isActive: (id) => find(id)?.state === 'active',
    activeWithKey: (publicKey) => sql.activeWithKey.get(publicKey) ?? null,
    freeId(kind) {
      for (let number = 1; ; number++) {
        // The one spelling of a suggested id.
        const id = `${kind}-${number}` as DeviceId
        if (find(id)?.state !== 'active') return id
      }
    },
    add(row, commandId) {
      sql.insert(row)
      tell(row.id, 'device.paired', commandId)
    },
    revoke(id, atMs, commandId) {
      sql.revoke.run(atMs, id)
      const gone = sql.revokedBeyond.all(REVOKED_MAX).map((row) => row.id)
      for (const one of gone) sql.drop.run(one)
      tell(id, 'device.revoked', commandId, gone)
    },
    rename(id, name, commandId) {
      sql.rename.run(name, id)
      tell(id, 'device.renamed', commandId)
    },
    changeKey(id, publicKey, atMs, commandId) {
      sql.changeKey.run(publicKey, atMs, id)
      tell(id, 'device.key-changed', commandId)
    },
    puts: () => sql.all.all().map(putOf),
  }
}

/** What the office sees of it; the key only as six digits. */
const viewOf = ({ publicKey, ...row }: PairedRow, pairedBy: string | null): PairedDevice => ({
  ...row,
  pairedBy,
  fingerprint: fingerprintOf(publicKey),
})
