import { createHash } from 'node:crypto'
import { Random } from '@dangol/domain/chance/random.ts'
import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { FIRST_STAFF } from '@dangol/server/src/features/staff/first-staff.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { createAcknowledgedBook } from './checks/acknowledged.ts'
import type { AcknowledgedBook } from './checks/acknowledged.ts'
import { createEntitlementCheck } from './checks/entitlement.ts'
import { createFollowerCheck } from './checks/followers.ts'
import { checkGoods } from './checks/goods.ts'
import { rows } from './checks/prepared.ts'
import { createVerdict } from './checks/violation.ts'
import type { Verdict } from './checks/violation.ts'
import { createKiosk } from './devices/kiosk.ts'
import type { Kiosk } from './devices/kiosk.ts'
import { createTablet } from './devices/tablet.ts'
import type { Tablet } from './devices/tablet.ts'
import { createNetwork } from './network/network.ts'
import type { Network, Tap } from './network/network.ts'
import { FAIR } from './network/weather.ts'
import { createMembers } from './people/members.ts'
import type { Member } from './people/members.ts'
import { KIOSKS, TABLETS } from './plan.ts'
import { firstDisk } from './store/first-disk.ts'
import { goodsFeed, LACES_AT_HOME } from './store/goods.ts'
import { createStoreMachine } from './store/store-machine.ts'
import type { StoreMachine, StoreMachineOptions } from './store/store-machine.ts'
import { createWan } from './store/wan.ts'
import type { Wan } from './store/wan.ts'
import { createVirtualTime } from './time/virtual-time.ts'
import type { VirtualTime } from './time/virtual-time.ts'

/** What a mutation changes of a shop, to see that the checks notice. */
export interface Alterations {
  readonly store?: StoreMachineOptions['alter']
}

/** A whole shop: five kiosks, five tablets, the store's PC, the online shop, and whoever watches over them. */
export interface World {
  readonly seed: number
  readonly time: VirtualTime
  readonly network: Network
  readonly wan: Wan
  readonly store: StoreMachine
  readonly devices: ReadonlyMap<DeviceId, Kiosk | Tablet>
  readonly members: readonly Member[]
  readonly ids: ReturnType<typeof createIds>
  readonly verdict: Verdict
  readonly acknowledged: AcknowledgedBook
  /** What happened, for people to read. */
  readonly story: string[]
  tell(line: string): void
  readonly counts: { messages: number; conflicts: number }
  /** Checks what is cheap; called after every step. */
  look(): void
  /** Of everything that was said and done so far. */
  hash(): string
}

const DEATH_NOTICED_WITHIN_MS = 10_000

export function createWorld(seed: number, alterations: Alterations = {}): World {
  const time = createVirtualTime()
  const verdict = createVerdict()
  const members = createMembers()
  const acknowledged = createAcknowledgedBook(verdict, () => store.machine.clock.nowMs())
  const entitlement = createEntitlementCheck(members, () => store.disk(), verdict)
  const hash = createHash('sha256')
  const counts = { messages: 0, conflicts: 0 }
  const story: string[] = []
  const tap: Tap = {
    event({ deviceId, kind }, event, text) {
      entitlement.sent({ deviceId, kind }, event, text)
    },
    request: () => undefined,
    answer(caller, name, input, answer) {
      entitlement.sent(caller, `the answer to ${name}`, answer)
      if (/changed-meanwhile|stale-revision/.test(answer)) counts.conflicts += 1
      acknowledged.answered(caller, name, input, answer)
    },
    arrived(deviceId, what) {
      counts.messages += 1
      hash.update(`${time.elapsedMs()} ${deviceId} ${what}\n`)
    },
  }
  const network = createNetwork(time, seed, FAIR, tap)
  const wan = createWan(time, new Random(seed ^ 0x3a9))
  wan.shop.feed.push(...goodsFeed(), ...members.flatMap(({ feed }) => feed))
  const store = createStoreMachine({
    ...{ time, seed, network, wan, disk: firstDisk(), deathNoticedWithinMs: DEATH_NOTICED_WITHIN_MS },
    // A disk that takes no more is said so to whoever asks; the log says it as well.
    onError: (line) => verdict.expect(/CannotWrite|SQLITE_FULL/.test(line), 'nothing-throws', () => line),
    ...(alterations.store ? { alter: alterations.store } : {}),
  })
  const around = {
    ...{ time, seed, network, deathNoticedWithinMs: DEATH_NOTICED_WITHIN_MS },
    watch: createFollowerCheck(verdict),
    failed: (error: unknown) => verdict.fail('nothing-throws', wordsOf(error)),
  }
  const devices = new Map<DeviceId, Kiosk | Tablet>([
    ...KIOSKS.map((id) => [id, createKiosk(id, around)] as const),
    ...TABLETS.map((id, at) => [id, createTablet(id, associateOf(at), around)] as const),
  ])
  const random = new Random(seed ^ 0x1d5)
  const ids = createIds(time, (length) => Uint8Array.from({ length }, () => random.below(256)))
  let changesSeen = -1

  return {
    ...{ seed, time, network, wan, store, devices, members, ids, verdict, acknowledged, story, counts },
    tell(line) {
      story.push(`${(time.elapsedMs() / 1000).toFixed(3).padStart(8)}  ${line}`)
      hash.update(`${line}\n`)
    },
    look() {
      const disk = store.disk()
      // Inside a transaction nothing is true yet.
      if (disk.inTransaction) return
      const changes = changesOf(disk)
      entitlement.look(time.elapsedMs(), changes !== changesSeen)
      if (changes === changesSeen) return
      changesSeen = changes
      checkGoods(disk, verdict, store.machine.clock.nowMs(), LACES_AT_HOME)
    },
    hash: () => hash.copy().digest('hex').slice(0, 16),
  }
}

const changesOf = (disk: ReturnType<StoreMachine['disk']>): number =>
  rows<{ n: number }>(disk, 'select total_changes() as n')[0]?.n ?? 0

function associateOf(at: number): AssociateId {
  const associate = FIRST_STAFF[at % FIRST_STAFF.length]
  if (associate === undefined) throw new Error('nobody works here')
  return associate.id
}

export const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
