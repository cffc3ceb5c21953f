import { createHash } from 'node:crypto'
import { Random } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { createFollowerCheck } from './checks/followers.ts'
import type { Alterations } from './alterations.ts'
import { createWatch } from './checks/watch.ts'
import type { Watch } from './checks/watch.ts'
import { createVerdict } from './checks/violation.ts'
import type { Verdict } from './checks/violation.ts'
import { createKiosk } from './devices/kiosk.ts'
import type { Kiosk } from './devices/kiosk.ts'
import type { Device } from './devices/device.ts'
import { createPrevious } from './devices/previous.ts'
import { createTablet } from './devices/tablet.ts'
import type { Tablet } from './devices/tablet.ts'
import { associateAt } from '../sign-in.ts'
import { createNetwork } from './network/network.ts'
import type { Network, Tap } from './network/network.ts'
import { FAIR } from './network/weather.ts'
import { createMembers } from './people/members.ts'
import type { Member } from './people/members.ts'
import { KIOSKS, TABLETS } from './plan.ts'
import { firstDisk } from './store/first-disk.ts'
import { goodsFeed } from './store/goods.ts'
import { createStoreMachine } from './store/store-machine.ts'
import type { StoreMachine } from './store/store-machine.ts'
import { createWan } from './store/wan.ts'
import type { Wan } from './store/wan.ts'
import { createVirtualTime } from './time/virtual-time.ts'
import type { VirtualTime } from './time/virtual-time.ts'

/** A whole shop: five kiosks, five tablets, the store's PC, the online shop, and whoever watches over them. */
export interface World {
  readonly seed: number
  readonly time: VirtualTime
  readonly network: Network
  readonly wan: Wan
  readonly store: StoreMachine
  readonly devices: ReadonlyMap<DeviceId, Device>
  readonly members: readonly Member[]
  readonly ids: ReturnType<typeof createIds>
  readonly verdict: Verdict
  readonly watch: Watch
  /** What happened, for people to read. */
  readonly story: string[]
  readonly tell: (line: string) => void
  /** That arrived at a device. */
  messages(): number
  /** What comes of a fault later, as long as there are faults at all. */
  soon(delayMs: number, run: () => void): void
  /** A device runs the version before from now on; calling the result updates it. */
  setBack(device: Kiosk | Tablet): () => void
  /** Ends every fault, for good. */
  heal(): void
  /** Of everything that was said and done so far. */
  hash(): string
}

const DEATH_NOTICED_WITHIN_MS = 10_000

export function createWorld(seed: number, alterations: Alterations = {}): World {
  const time = createVirtualTime()
  const verdict = createVerdict()
  const members = createMembers()
  const watch = createWatch(verdict, time, members, () => store)
  const hash = createHash('sha256')
  const story: string[] = []
  const tell = (line: string): void => {
    story.push(`${(time.elapsedMs() / 1000).toFixed(3).padStart(8)}  ${line}`)
    hash.update(`${line}\n`)
  }
  let messages = 0
  const arrived: Tap['arrived'] = (deviceId, what) => {
    messages += 1
    hash.update(`${time.elapsedMs()} ${deviceId} ${what}\n`)
  }
  const network = createNetwork(time, seed, FAIR, { ...watch.tap, arrived }, alterations)
  const wan = createWan(time, new Random(seed ^ 0x3a9))
  wan.shop.feed.push(...goodsFeed(), ...members.flatMap(({ feed }) => feed))
  const store = createStoreMachine({
    ...{ time, seed, network, wan, disk: firstDisk(), deathNoticedWithinMs: DEATH_NOTICED_WITHIN_MS },
    onDown: () => tell('the store is down'),
    onStart: () => watch.acknowledged.audit(store.disk.db()),
    // A disk that takes no more is said so to whoever asks; the log says it as well.
    onError: (line) => verdict.expect(/CannotWrite|SQLITE_FULL/.test(line), 'nothing-throws', () => line),
    alterations,
  })
  const around = {
    ...{ time, seed, network, deathNoticedWithinMs: DEATH_NOTICED_WITHIN_MS },
    watch: createFollowerCheck(verdict),
    kept: watch.outboxOrder.kept,
    started: watch.outboxOrder.started,
    failed: (error: unknown) => verdict.fail('nothing-throws', wordsOf(error)),
  }
  const devices = new Map<DeviceId, Device>([
    ...KIOSKS.map((id) => [id, createKiosk(id, around)] as const),
    ...TABLETS.map((id, at) => [id, createTablet(id, associateAt(at), around)] as const),
  ])
  const random = new Random(seed ^ 0x1d5)
  const ids = createIds(time, (length) => Uint8Array.from({ length }, () => random.below(256)))
  let isHealed = false

  return {
    ...{ seed, time, network, wan, store, devices, members, ids, verdict, watch, story, tell },
    messages: () => messages,
    soon: (delayMs, run) =>
      void time.after(delayMs, () => {
        if (!isHealed) run()
      }),
    setBack(device) {
      const run = (next: Device): void => {
        devices.get(device.id)?.kill()
        devices.set(device.id, next)
        next.start()
      }
      run(createPrevious(device, around))
      return () => run(device)
    },
    heal() {
      isHealed = true
      healAll(network, wan, store, devices)
    },
    hash: () => hash.copy().digest('hex').slice(0, 16),
  }
}

function healAll(network: Network, wan: Wan, store: StoreMachine, devices: World['devices']): void {
  network.heal()
  wan.mend()
  wan.trouble({ lostAnswer: 0, twice: 0 })
  store.disk.free()
  store.killAtStatement(Infinity)
  for (const { machine } of [store, ...devices.values()]) {
    machine.setRight()
    machine.wake()
  }
  for (const { start } of [store, ...devices.values()]) start()
}

export const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
