import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { Brand, DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import { createCommandMemory } from '../commands/command-memory.ts'
import { createOnce } from '../commands/once.ts'
import type { Migration } from '../db/migrate.ts'
import { openMemoryDatabase } from '../db/testing/memory-database.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import { alsoCommitting, createCommits } from '../db/transact.ts'
import { createChangeLog } from '../features/sync/change-log.ts'
import { createIds } from '../platform/system-ids.ts'
import type { Caller } from '../transport/handler.ts'
import { createManualTime } from './manual-time.ts'

/** What every feature test starts from: a real database in memory, a clock turned by hand, the change log and `once`. */
export function openStoreCore(migrations: readonly Migration[] = STORE_MIGRATIONS) {
  const time = createManualTime()
  const db = openMemoryDatabase(migrations)
  const ids = createRepeatableIds(time)
  const log = createChangeLog({ db, clock: time, newEpoch: () => 'epoch-of-test' })
  const appended: { topic: Topic; entry: LogEntry }[] = []
  log.onAppended((topic, _epoch, entry) => void appended.push({ topic, entry }))
  const memory = createCommandMemory({ db, storeTime: time })
  const listener = alsoCommitting(log, memory.committing)
  const { transact, shared, durable, isDurable } = createCommits({ db, listener })
  return {
    time,
    db,
    memory,
    ids,
    log,
    once: createOnce({ db, storeTime: time, transact, memory }),
    ...{ transact, shared, durable, isDurable },
    /** Entries that went out live, in order. */
    appended,
  }
}

/** Ids that rise and repeat from run to run. */
export function createRepeatableIds(time: { nowMs(): number }): IdSource {
  let counter = 0
  return createIds(time, (length) => Uint8Array.from({ length }, () => (counter = (counter * 31 + 7) % 251)))
}

/** A caller as the handshake would have proved it. */
export const callerOf = (kind: DeviceKind, deviceId: string, associate: string | null = null): Caller => ({
  kind,
  protocol: PROTOCOL_VERSION,
  deviceId: asId<DeviceId>(deviceId),
  session: null,
  associate: associate === null ? null : asId(associate),
})

/** Names an id in a test. */
export const asId = <B extends Brand<string>>(value: string): B => value as B
