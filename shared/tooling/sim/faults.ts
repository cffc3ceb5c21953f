import { Random } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Device } from './devices/device.ts'
import { FAIR } from './network/weather.ts'
import type { Fault, Step, Who } from './plan.ts'
import type { World } from './world.ts'

const HOUR_MS = 60 * 60_000

type Strike = (world: World, who: Who, random: Random) => string

/** Lets something go wrong, and arranges for it to be put right in its time; returns what, for the story. */
export const strike = (world: World, fault: Fault, { who, dice }: Step): string =>
  STRIKES[fault](world, who, new Random(dice))

const STRIKES: Readonly<Record<Fault, Strike>> = {
  cut: (world, who, random) => {
    world.network.cut(who as DeviceId, random.below(10_000))
    return 'is cut off'
  },
  'black-hole': blackHole,
  sleep: ofDevice(sleep),
  unplug: ofDevice(unplug),
  'old-disk': ofDevice(oldDisk),
  'old-version': ofDevice(oldVersion),
  clock: jump,
  storm,
  'kill-store': killStore,
  'restore-backup': restoreBackup,
  'full-disk': fullDisk,
  'cut-wan': cutWan,
  'bad-wan': badWan,
}

function ofDevice(struck: (world: World, device: Device, random: Random) => string): Strike {
  return (world, who, random) => {
    const device = world.devices.get(who as DeviceId)
    if (device === undefined) throw new Error(`${who} is no device`)
    return struck(world, device, random)
  }
}

function blackHole(world: World, who: Who, random: Random): string {
  const forMs = random.chance(0.5) ? random.between(500, 5_000) : random.between(10_000, 40_000)
  world.network.blackHole(who as DeviceId, forMs)
  return `hears nothing for ${forMs} ms`
}

function sleep(world: World, device: Device, random: Random): string {
  const forMs = random.chance(0.5) ? random.between(200, 6_000) : random.between(12_000, 40_000)
  device.machine.sleep()
  // The server misses its pings long before a long sleep is over.
  if (forMs > 10_000) world.network.cut(device.id, 10_000)
  world.soon(forMs, device.machine.wake)
  return `sleeps for ${forMs} ms`
}

function unplug(world: World, device: Device, random: Random): string {
  const forMs = random.between(100, 30_000)
  device.kill()
  world.soon(forMs, () => startAgain(world, device))
  return `is unplugged for ${forMs} ms`
}

function oldDisk(world: World, device: Device, random: Random): string {
  const restore = device.copyDisk()
  const afterMs = random.between(5_000, 40_000)
  world.soon(afterMs, () => {
    world.tell(`${device.id} comes back with the disk it had ${afterMs} ms ago`)
    restore()
    world.soon(random.between(100, 5_000), () => startAgain(world, device))
  })
  return 'has its disk copied'
}

/** Half of them are updated while the shop is busy, the others at night. */
function oldVersion(world: World, device: Device, random: Random): string {
  if (device.kind === 'previous') return 'has the version before already'
  const update = world.setBack(device)
  world.soon(random.between(5_000, 80_000), () => {
    world.tell(`${device.id} is updated`)
    update()
  })
  return 'has the version before, until it is updated'
}

/** Whatever runs on it by then. */
const startAgain = (world: World, { id }: Device): void => world.devices.get(id)?.start()

function jump(world: World, who: Who, random: Random): string {
  const most = random.chance(0.5) ? 2 * HOUR_MS : 4 * 24 * HOUR_MS
  const byMs = random.between(-most, most)
  const { machine } = world.devices.get(who as DeviceId) ?? world.store
  machine.jump(byMs)
  world.soon(random.between(5_000, 60_000), () => machine.jump(-byMs))
  return `has its clock set by ${byMs} ms, for a while`
}

function storm(world: World, _who: Who, random: Random): string {
  const some = (): number => (random.chance(0.5) ? 0 : random.unit() * 0.15)
  const forMs = random.between(5_000, 60_000)
  const weather = { latencyMs: [1, 400], slow: some(), duplicate: some(), lose: some() / 3, overtake: some() } as const
  world.network.weather(weather)
  world.soon(forMs, () => world.network.weather(FAIR))
  return `is bad for ${forMs} ms: ${JSON.stringify(weather)}`
}

function killStore(world: World, _who: Who, random: Random): string {
  const atStatement = random.between(0, 120)
  const downMs = random.between(50, 20_000)
  world.store.killAtStatement(atStatement)
  world.soon(2_000, () => {
    world.store.kill()
    world.soon(downMs, world.store.start)
  })
  return `dies before statement ${atStatement} from now and is down for ${downMs} ms`
}

function restoreBackup(world: World, _who: Who, random: Random): string {
  if (world.store.disk.db().inTransaction) return 'makes no backup in the middle of a change'
  const backup = world.store.disk.copy()
  const acknowledged = world.watch.acknowledged.ids()
  const afterMs = random.between(5_000, 50_000)
  world.soon(afterMs, () => {
    world.tell(`the store comes back on the backup of ${afterMs} ms ago`)
    world.store.restore(backup)
    world.watch.acknowledged.restored(acknowledged)
    world.watch.shopOrders.restored(world.store.disk.db())
    world.soon(random.between(50, 5_000), world.store.start)
  })
  return 'makes a backup'
}

function fullDisk(world: World, _who: Who, random: Random): string {
  const pagesLeft = random.below(8)
  const forMs = random.between(1_000, 30_000)
  world.store.disk.fill(pagesLeft)
  world.soon(forMs, world.store.disk.free)
  return `has ${pagesLeft} pages left on its disk for ${forMs} ms`
}

function cutWan(world: World, _who: Who, random: Random): string {
  const forMs = random.between(2_000, 90_000)
  world.wan.cut()
  world.soon(forMs, world.wan.mend)
  return `is cut for ${forMs} ms`
}

function badWan(world: World, _who: Who, random: Random): string {
  const forMs = random.between(5_000, 60_000)
  world.wan.trouble({ lostAnswer: 0.3, twice: 0.3 })
  world.soon(forMs, () => world.wan.trouble({ lostAnswer: 0, twice: 0 }))
  return `loses answers and delivers twice for ${forMs} ms`
}
