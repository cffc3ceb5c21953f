import type { Device } from '../devices/device.ts'
import type { World } from '../world.ts'

/** A command that waits, as a device sees it; null when nothing does. */
type Oldest = string | null

/** Connected and undisturbed, nothing may take longer (design of sync, G11). Milliseconds. */
const WAIT_MAX_MS = 30_000
const LOOK_EVERY_MS = 1_000

interface Standing {
  /** Since when the device has had a fair line to a well store. */
  fairSinceMs: number
  status: string
  statusSinceMs: number
  oldest: Oldest
  oldestSinceMs: number
}

/** Watches that every device catches up, and that every outbox goes on, as long as nothing is in its way. */
export function watchLiveness(world: World): void {
  const standings = new Map([...world.devices.keys()].map((id) => [id, newStanding()]))
  const look = (): void => {
    world.time.after(LOOK_EVERY_MS, look)
    for (const [id, device] of world.devices) {
      const standing = standings.get(id)
      if (standing !== undefined) judge(world, device, standing)
    }
  }
  world.time.after(LOOK_EVERY_MS, look)
}

function judge(world: World, device: Device, standing: Standing): void {
  const nowMs = world.time.elapsedMs()
  if (!isFair(world, device)) standing.fairSinceMs = nowMs
  const status = device.link()?.status() ?? 'off'
  if (status !== standing.status) Object.assign(standing, { status, statusSinceMs: nowMs })
  const oldest = device.oldestWaiting()
  if (oldest !== standing.oldest) Object.assign(standing, { oldest, oldestSinceMs: nowMs })
  const waitedMs = (sinceMs: number): number => nowMs - Math.max(sinceMs, standing.fairSinceMs)
  world.verdict.expect(
    status === 'online' || waitedMs(standing.statusSinceMs) <= WAIT_MAX_MS,
    'nothing-waits-for-ever',
    () => `${device.id} has been ${status} for ${waitedMs(standing.statusSinceMs)} ms with nothing in its way`,
  )
  world.verdict.expect(
    oldest === null || waitedMs(standing.oldestSinceMs) <= WAIT_MAX_MS,
    'nothing-waits-for-ever',
    () => `${oldest ?? ''} has been waiting in ${device.id} for ${waitedMs(standing.oldestSinceMs)} ms`,
  )
}

const isFair = (world: World, device: Device): boolean =>
  world.network.isFairTo(device.id) && world.store.isWell() && !device.machine.isAsleep() && device.link() !== null

const newStanding = (): Standing => ({
  ...{ fairSinceMs: 0, status: '', statusSinceMs: 0 },
  ...{ oldest: null, oldestSinceMs: 0 },
})
