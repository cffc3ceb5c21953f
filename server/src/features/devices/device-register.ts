import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { DeviceStatus } from '@dangol/protocol/devices.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import { CannotWrite } from '../../db/writability.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import type { Caller } from '../../transport/handler.ts'
import { prepareDevices } from './devices.sql.ts'

/** A thousand devices that come back together are told in a few entries, not in a thousand. Milliseconds. */
export const TELL_EVERY_MS = 250
/** Devices in one entry: about 20 KB. */
export const TOLD_AT_ONCE = 100
/** After a restart everyone has to connect again; only who has not come back by then is told to be away. Milliseconds. */
export const RETURN_MS = 10_000
/** Devices that are away are remembered up to this many, the one seen last longest ago goes first. */
export const DEVICES_MAX = 1_000
/** Signs of life are not worth a flush of the disk each. Milliseconds. */
const NOTE_SEEN_EVERY_MS = 60_000

export interface RegisterDeps {
  readonly db: Db
  readonly clock: Clock
  readonly steady: Clock
  readonly timers: Timers
  readonly transact: Transact
  readonly log: ChangeLog
}

/** The devices of the store as the floor sees them, told when something about them changed. */
export interface Register {
  all(): DeviceStatus[]
  /** As the floor was told of them last: a snapshot that knew more would never be told of it again. */
  told(): DeviceStatus[]
  find(id: DeviceId): DeviceStatus | null
  note(caller: Caller, changed: Partial<DeviceStatus>): void
  /** Calls back with devices that are no longer remembered. */
  onForgotten(listener: (id: DeviceId) => void): void
  stop(): void
}

/** Knows them in memory; what the floor was told stands in the database. */
export function createRegister(deps: RegisterDeps): Register {
  const { clock, steady, timers, log } = deps
  const sql = prepareDevices(deps.db)
  const stored = sql.all()
  const known = new Map<DeviceId, DeviceStatus>(stored.map((device) => [device.id, { ...device, connected: false }]))
  const toldOf = (devices: readonly DeviceStatus[]) => new Map(devices.map((device) => [device.id, device]))
  let told = toldOf(stored)
  const forgottenListeners: ((id: DeviceId) => void)[] = []
  const news = new Set<DeviceId>()
  const signs = createSigns(deps, sql, (id) => known.get(id))
  let toldAtMs = Number.NEGATIVE_INFINITY
  let cancelTelling: CancelTimer | null = null
  let isStopped = false

  const isTold = (device: DeviceStatus): boolean => {
    const before = told.get(device.id)
    return before !== undefined && shownOf(before) === shownOf(device)
  }
  const tell = (): void => {
    cancelTelling = null
    toldAtMs = steady.nowMs()
    const gone = forgettable(known)
    const changed = [...news].map((id) => known.get(id)).filter((device) => device !== undefined)
    const shown = changed.filter((device) => !isTold(device) && !gone.includes(device.id))
    if (!tries(() => write(deps, sql, shown, gone))) return tellSoon()
    for (const device of shown) told.set(device.id, device)
    news.clear()
    for (const id of gone) {
      for (const book of [known, told]) book.delete(id)
      forgottenListeners.forEach((listener) => listener(id))
    }
  }
  const tellSoon = (): void => {
    if (cancelTelling !== null || isStopped) return
    const waitMs = toldAtMs + TELL_EVERY_MS - steady.nowMs()
    if (waitMs <= 0) tell()
    else cancelTelling = timers.after(waitMs, tell)
  }
  // What was told in a commit that several shared stands only if that commit does.
  log.onUndone(() => {
    const before = told
    told = toldOf(sql.all())
    for (const [id, device] of before) if (!isTold(device)) news.add(id)
    if (news.size > 0 && !isStopped) cancelTelling ??= timers.after(TELL_EVERY_MS, tell)
  })
  const cancelReturn = timers.after(RETURN_MS, () => {
    for (const { id, connected } of stored) if (connected) news.add(id)
    if (news.size > 0) tellSoon()
  })
  return {
    all: () => inOrder(known),
    told: () => inOrder(told),
    find: (id) => known.get(id) ?? null,
    note(caller, changed) {
      const before = known.get(caller.deviceId) ?? newDevice(caller)
      const now: DeviceStatus = { ...before, kind: caller.kind, ...changed, lastSeenAt: clock.nowMs() }
      known.set(now.id, now)
      if (!isStopped) signs.note(now.id)
      if (isTold(now) && !news.has(now.id)) return
      news.add(now.id)
      tellSoon()
    },
    onForgotten: (listener) => void forgottenListeners.push(listener),
    stop() {
      isStopped = true
      for (const cancel of [cancelReturn, signs.stop, cancelTelling]) cancel?.()
    },
  }
}

type DevicesSql = ReturnType<typeof prepareDevices>

/** Writes down what the floor is told, and tells it. */
function write(
  { transact, log }: RegisterDeps,
  sql: DevicesSql,
  shown: readonly DeviceStatus[],
  gone: readonly DeviceId[],
): void {
  if (shown.length + gone.length === 0) return
  transact(() => {
    for (const device of shown) sql.put(device)
    for (const id of gone) sql.drop.run(id)
    for (let at = 0; at < Math.max(shown.length, gone.length); at += TOLD_AT_ONCE) {
      const puts = shown.slice(at, at + TOLD_AT_ONCE).map((value) => ({ kind: 'device' as const, id: value.id, value }))
      const dels = gone.slice(at, at + TOLD_AT_ONCE).map((id) => ({ kind: 'device', id }))
      log.append({ type: 'device.changed', commandId: null, topic: 'floor', puts, dels })
    }
  })
}

/** Writes down now and then when devices were last seen. */
function createSigns(
  { timers, transact }: RegisterDeps,
  sql: DevicesSql,
  find: (id: DeviceId) => DeviceStatus | undefined,
) {
  const seen = new Set<DeviceId>()
  let cancel: CancelTimer | null = null
  const write = (): void => {
    cancel = null
    const devices = [...seen].map(find).filter((device) => device !== undefined)
    if (tries(() => transact(() => devices.forEach(({ id, lastSeenAt }) => sql.setSeen.run(lastSeenAt, id))))) {
      seen.clear()
    }
  }
  return {
    note(id: DeviceId): void {
      seen.add(id)
      cancel ??= timers.after(NOTE_SEEN_EVERY_MS, write)
    },
    stop: () => cancel?.(),
  }
}

/** A store that cannot write now goes on knowing its devices, and tells of them when it can. */
function tries(write: () => void): boolean {
  try {
    write()
    return true
  } catch (error) {
    if (error instanceof CannotWrite) return false
    throw error
  }
}

function forgettable(known: ReadonlyMap<DeviceId, DeviceStatus>): DeviceId[] {
  if (known.size <= DEVICES_MAX) return []
  const away = [...known.values()].filter(({ connected }) => !connected)
  const oldestFirst = away.sort((a, b) => a.lastSeenAt - b.lastSeenAt)
  return oldestFirst.slice(0, known.size - DEVICES_MAX).map(({ id }) => id)
}

const inOrder = (devices: ReadonlyMap<DeviceId, DeviceStatus>): DeviceStatus[] =>
  [...devices.values()].sort((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id))

const newDevice = (caller: Caller): DeviceStatus => ({
  id: caller.deviceId,
  kind: caller.kind,
  connected: true,
  lastSeenAt: 0,
  version: '',
  outboxLength: 0,
  screen: '',
})

/** What of a device is worth telling: everything but when it was last seen. */
const shownOf = (device: DeviceStatus): string => JSON.stringify({ ...device, lastSeenAt: 0 })
