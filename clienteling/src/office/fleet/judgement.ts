import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { DeviceHealth } from '@dangol/protocol/devices.ts'

/** A code is judged by a clock that may be off by less than this (recognition-ux 4.3 allows a minute). Milliseconds. */
const CLOCK_OFF_MS = 30_000
/** So far off, codes of phones are refused and times shown are wrong. Milliseconds. */
const CLOCK_WRONG_MS = 120_000
/** A command that waits longer than this while its device is connected is stuck (sync G11). Milliseconds. */
const STUCK_MS = 30_000
/** A store's own network answers far faster. Milliseconds. */
const SLOW_MS = 500
/** Entries that a connected device may be behind for a moment. */
const BEHIND_MAX = 200
/** Below this a refusal is somebody's slip, above it something is wrong with the device. */
const REFUSED_MAX = 20

/** Something about a device that a manager should know, worst first. */
export type Trouble =
  | { readonly kind: 'gone-with-commands'; readonly count: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'stuck'; readonly count: number; readonly waitedMs: number }
  | { readonly kind: 'clock-wrong'; readonly offsetMs: number }
  | { readonly kind: 'throttled'; readonly count: number }
  | { readonly kind: 'refused'; readonly count: number }
  | { readonly kind: 'old-version'; readonly protocol: number }
  | { readonly kind: 'started-over'; readonly count: number }
  | { readonly kind: 'behind'; readonly count: number }
  | { readonly kind: 'slow'; readonly roundTripMs: number }
  | { readonly kind: 'clock-off'; readonly offsetMs: number }
  | { readonly kind: 'waiting'; readonly count: number; readonly waitedMs: number }

/** 'bad' needs a person now, 'mind' wants an eye, 'good' needs nobody. */
export type Judgement = 'bad' | 'mind' | 'good'

const WORST_FIRST: readonly Trouble['kind'][] = [
  ...(['gone-with-commands', 'stuck', 'clock-wrong', 'throttled', 'refused', 'gone'] as const),
  ...(['old-version', 'started-over', 'behind', 'slow', 'clock-off', 'waiting'] as const),
]
const NEEDS_SOMEBODY: ReadonlySet<Trouble['kind']> = new Set([
  ...(['gone-with-commands', 'stuck', 'clock-wrong', 'throttled', 'refused'] as const),
])

/** What is wrong with a device, worst first; an office that is closed is missed by nobody. */
export function troublesOf(health: DeviceHealth): Trouble[] {
  const found = [...lineTroubles(health), ...clockTroubles(health), ...countTroubles(health)]
  return found.sort((a, b) => WORST_FIRST.indexOf(a.kind) - WORST_FIRST.indexOf(b.kind))
}

/** The judgement of all of it. */
export function judge(health: DeviceHealth): Judgement {
  const kinds = troublesOf(health).map(({ kind }) => kind)
  if (kinds.some((kind) => NEEDS_SOMEBODY.has(kind))) return 'bad'
  if (kinds.includes('gone')) return health.kind === 'kiosk' ? 'bad' : 'mind'
  return kinds.some((kind) => kind !== 'waiting') ? 'mind' : 'good'
}

/** The devices with trouble first, the worst of them at the top; then by name. */
export function worstFirst(devices: readonly DeviceHealth[]): DeviceHealth[] {
  const rank = (health: DeviceHealth): number => {
    const [worst] = troublesOf(health)
    const among = worst === undefined ? WORST_FIRST.length : WORST_FIRST.indexOf(worst.kind)
    return ['bad', 'mind', 'good'].indexOf(judge(health)) * 100 + among
  }
  return devices.toSorted((a, b) => rank(a) - rank(b) || byName(a.id, b.id))
}

const byName = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

function lineTroubles({
  kind,
  connected,
  outboxLength,
  oldestWaitingMs,
  behind,
  roundTripMs,
}: DeviceHealth): Trouble[] {
  const waitedMs = oldestWaitingMs ?? 0
  if (!connected) {
    if (outboxLength > 0) return [{ kind: 'gone-with-commands', count: outboxLength }]
    return kind === 'office' ? [] : [{ kind: 'gone' }]
  }
  const found: Trouble[] = []
  if (outboxLength > 0) found.push({ kind: waitedMs > STUCK_MS ? 'stuck' : 'waiting', count: outboxLength, waitedMs })
  if ((behind ?? 0) > BEHIND_MAX) found.push({ kind: 'behind', count: behind ?? 0 })
  if ((roundTripMs ?? 0) > SLOW_MS) found.push({ kind: 'slow', roundTripMs: roundTripMs ?? 0 })
  return found
}

function clockTroubles({ connected, clockOffsetMs }: DeviceHealth): Trouble[] {
  const offsetMs = clockOffsetMs ?? 0
  // What a device said of its clock before it went tells nothing of its clock now.
  if (!connected || Math.abs(offsetMs) < CLOCK_OFF_MS) return []
  return [{ kind: Math.abs(offsetMs) < CLOCK_WRONG_MS ? 'clock-off' : 'clock-wrong', offsetMs }]
}

function countTroubles({ protocol, throttled, refused, startedOver }: DeviceHealth): Trouble[] {
  const found: Trouble[] = []
  if (protocol < PROTOCOL_VERSION) found.push({ kind: 'old-version', protocol })
  if (throttled > 0) found.push({ kind: 'throttled', count: throttled })
  if (refused > REFUSED_MAX) found.push({ kind: 'refused', count: refused })
  if (startedOver > 0) found.push({ kind: 'started-over', count: startedOver })
  return found
}
