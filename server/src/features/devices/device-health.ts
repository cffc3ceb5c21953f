import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { DeviceHealth, DeviceStatus, SelfReport } from '@dangol/protocol/devices.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { Transact } from '../../db/transact.ts'
import { CannotWrite } from '../../db/writability.ts'
import type { ChangeLog, LogDistance } from '../../ports/sync.ts'
import type { Caller } from '../../transport/handler.ts'
import { isNoticeable } from './noticeable.ts'

/** How often the office hears how a device fares, at most. Milliseconds. */
export const HEALTH_EVERY_MS = 5_000
/** After a restart nothing is known of anybody until they have come back. Milliseconds. */
const FIRST_TOLD_AFTER_MS = 10_000
/** Devices in one entry: about 25 KB. */
const TOLD_AT_ONCE = 100

export interface HealthDeps {
  readonly clock: Clock
  readonly steady: Clock
  readonly timers: Timers
  readonly transact: Transact
  readonly log: ChangeLog & LogDistance
  /** The device as the floor sees it. */
  readonly find: (id: DeviceId) => DeviceStatus | null
}

/** How each device fares, for the office. In memory: what counts since the start of the server ends with it. */
export interface HealthBook {
  /** For a snapshot: who has it may know what the others were not told. */
  shown(): DeviceHealth[]
  begin(devices: readonly DeviceStatus[]): void
  connected(caller: Caller): void
  reported(caller: Caller, self: SelfReport | undefined): void
  /** A message that was refused, or came too fast. */
  count(deviceId: DeviceId, what: 'refused' | 'throttled'): void
  forget(id: DeviceId): void
  /** The status of a device changed. */
  changed(): void
  stop(): void
}

/** What is known besides the status. */
type Known = Omit<DeviceHealth, 'id' | 'kind' | 'connected' | 'version' | 'outboxLength'>

const UNKNOWN: Known = {
  protocol: 1,
  reportedAt: null,
  clockOffsetMs: null,
  roundTripMs: null,
  behind: null,
  oldestWaitingMs: null,
  startedOver: 0,
  refused: 0,
  throttled: 0,
}

/** Keeps what devices report of themselves and what the server counted against them. */
export function createHealthBook(deps: HealthDeps): HealthBook {
  const { clock, steady, timers, log } = deps
  const known = new Map<DeviceId, Known>()
  // Null for one that somebody was shown otherwise: it is told even if it is as before by then.
  const told = new Map<DeviceId, DeviceHealth | null>()
  const forgotten = new Set<DeviceId>()
  let nextMs = steady.nowMs() + FIRST_TOLD_AFTER_MS
  let cancelTelling: CancelTimer | null = null
  let isStopped = false

  const note = (id: DeviceId, changed: Partial<Known>): void => {
    known.set(id, { ...(known.get(id) ?? UNKNOWN), ...changed })
    tellSoon()
  }
  const tellSoon = (): void => {
    if (isStopped) return
    cancelTelling ??= timers.after(Math.max(nextMs - steady.nowMs(), 0), tell)
  }
  const healthOf = (id: DeviceId): DeviceHealth | null => joined(deps.find(id), known.get(id))
  const isNews = (health: DeviceHealth): boolean => isNoticeable(told.get(health.id) ?? undefined, health)
  const all = (): DeviceHealth[] => [...known.keys()].map(healthOf).filter((health) => health !== null)
  const tell = (): void => {
    cancelTelling = null
    nextMs = steady.nowMs() + HEALTH_EVERY_MS
    const news = all().filter(isNews)
    if (news.length + forgotten.size === 0) return
    try {
      deps.transact(() => append(log, news, [...forgotten]))
    } catch (error) {
      if (error instanceof CannotWrite) return tellSoon()
      throw error
    }
    for (const health of news) told.set(health.id, health)
    forgotten.clear()
  }
  return {
    shown() {
      const now = all()
      for (const health of now) if (isNews(health)) told.set(health.id, null)
      return now
    },
    begin: (devices) => devices.forEach(({ id }) => note(id, {})),
    connected: ({ deviceId, protocol }) => note(deviceId, { protocol }),
    reported(caller, self) {
      const reportedAt = clock.nowMs()
      if (self === undefined) return note(caller.deviceId, { reportedAt })
      const { cursor, ...rest } = self
      const behind = cursor === null ? null : log.behind(standingTopicsOf(caller), cursor)
      note(caller.deviceId, { ...rest, reportedAt, behind })
    },
    count(id, what) {
      // Only who came in is counted: nobody can fill this book by inventing names.
      const before = known.get(id)
      if (before !== undefined) note(id, { [what]: before[what] + 1 })
    },
    forget(id) {
      known.delete(id)
      if (told.delete(id)) forgotten.add(id)
      tellSoon()
    },
    changed: tellSoon,
    stop() {
      isStopped = true
      cancelTelling?.()
    },
  }
}

function joined(status: DeviceStatus | null, known: Known = UNKNOWN): DeviceHealth | null {
  if (status === null) return null
  const { id, kind, connected, version, outboxLength } = status
  return { id, kind, connected, version, outboxLength, ...known }
}

function append(log: ChangeLog, news: readonly DeviceHealth[], gone: readonly DeviceId[]): void {
  for (let at = 0; at < Math.max(news.length, gone.length); at += TOLD_AT_ONCE) {
    log.append({
      type: 'device.fares',
      commandId: null,
      topic: 'fleet',
      puts: news.slice(at, at + TOLD_AT_ONCE).map((value) => ({ kind: 'device-health', id: value.id, value })),
      dels: gone.slice(at, at + TOLD_AT_ONCE).map((id) => ({ kind: 'device-health', id })),
    })
  }
}

/** Topics that a device of its kind always follows. */
function standingTopicsOf({ kind, deviceId }: Caller): Topic[] {
  if (kind === 'office') return ['floor', 'fleet']
  return kind === 'tablet' ? ['floor', `kiosk:${deviceId}`] : [`kiosk:${deviceId}`]
}
