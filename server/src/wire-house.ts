import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { createAttemptLimit } from './commands/attempt-limit.ts'
import { createAuditLog } from './audit/audit-log.ts'
import type { AuditLog } from './audit/audit-log.ts'
import { carryLimits } from './commands/carried-limits.ts'
import type { CarriedLimits } from './commands/carried-limits.ts'
import { createCommandMemory, newestCommandMs } from './commands/command-memory.ts'
import type { CommandMemory } from './commands/command-memory.ts'
import { createOnce } from './commands/once.ts'
import type { Once } from './commands/once.ts'
import type { Db } from './db/open.ts'
import { alsoCommitting, createCommits } from './db/transact.ts'
import type { AtEndOfTurn, Commits, Transact } from './db/transact.ts'
import { createWritability } from './db/writability.ts'
import type { Writability } from './db/writability.ts'
import { createDevices } from './features/devices/devices.ts'
import type { DevicesFeature } from './features/devices/devices.ts'
import type { DeviceKeys } from './features/devices/device-keys.ts'
import { noSetupCode } from './features/devices/setup-code.ts'
import type { SetupCode } from './features/devices/setup-code.ts'
import { createDeviceTrust } from './features/devices/trust.ts'
import type { DeviceTrust } from './features/devices/trust.ts'
import { FIRST_STAFF } from './features/staff/first-staff.ts'
import type { PinHasher } from './features/staff/pin-hasher.ts'
import { createStaff } from './features/staff/staff.ts'
import type { StaffFeature } from './features/staff/staff.ts'
import { prepareTries } from './features/staff/staff.sql.ts'
import { createChangeLog } from './features/sync/change-log.ts'
import type { StoreLog } from './features/sync/change-log.ts'
import type { Logger } from './platform/log.ts'
import { createStoreTime } from './platform/store-time.ts'
import type { RandomBytes } from './platform/system-ids.ts'
import { createCutting } from './transport/cutting.ts'
import type { ListenedCutting } from './transport/cutting.ts'
import { createEmbeddedWrites } from './upstream/embedded-connector.ts'
import type { OnlineShop } from './upstream/online-shop.ts'
import type { ShopKeys } from './upstream/sealed-roster.ts'
import { createOutbox } from './upstream/outbox/outbox.ts'
import type { StoreOutbox } from './upstream/outbox/outbox.ts'
import { createUpstream } from './upstream/outbox/upstream.ts'
import type { CommerceWrites, Upstream } from './upstream/outbox/upstream.ts'
import type { StoreLink } from './upstream/link/store-link.ts'
import { createShopPeople } from './upstream/mirror/mirror.ts'
import { createShopLine } from './upstream/shop-line.ts'
import type { StoreLine } from './upstream/shop-line.ts'
import { wireLinkGuard } from './wire-link.ts'
import type { LinkGuard } from './wire-link.ts'
import type { Features } from './wire.ts'

/** What a store server is made of; every test and simulation gives its own. */
export interface StoreDeps {
  readonly db: Db
  readonly clock: Clock
  /** Runs whatever happens to `clock`. */
  readonly steady: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly random: RandomBytes
  readonly log: Logger
  readonly store: Store
  /** The member service: keys, consents, roles, approvals. Where there is no `link` it is the retailer's shop as well. */
  readonly shop: OnlineShop
  /** The retailer's shop on a platform of its own. */
  readonly link?: StoreLink | null
  /** Whose signature under the shop's words counts. */
  readonly shopKeys: ShopKeys
  /** Name of the retailer; member codes are signed for it. */
  readonly tenant: string
  /** Of the demonstration, which trusts the house: one key per kind of device. Null where only paired devices are trusted. */
  readonly deviceKeys: DeviceKeys | null
  readonly pins: PinHasher
  /** How devices that are not of the house yet reach it; a store without lets none in. */
  readonly strangers?: Strangers
  readonly limits?: Partial<Limits>
  /** The disk failed to do what it was told: the process must end and start again from what is really there. */
  readonly onBroken?: (error: unknown) => void
  /** Where the simulation ends a turn; the runtime's own by default. */
  readonly atEndOfTurn?: AtEndOfTurn
}

interface Strangers {
  /** Whether a device that believes to speak to this host speaks to this server. */
  readonly isOwnHost: (host: string) => boolean
  readonly setupCode: SetupCode
}
const noStrangers: Strangers = { isOwnHost: () => false, setupCode: noSetupCode }

/** recognition-ux 8.4. */
interface Limits {
  readonly scansPerMinute: number
  /** Codes that can be typed by hand. */
  readonly codesPerMinute: number
  readonly searchesPerMinute: number
  /** Of one device, for whomever. */
  readonly pinsPerMinute: number
  /** Of one device, whatever it asks. */
  readonly requestsPerSecond: number
}

/** The base every feature stands on. */
export interface Core {
  readonly changes: StoreLog
  readonly commits: Commits
  readonly transact: Transact
  readonly writability: Writability
  readonly memory: CommandMemory
  /** The store's time: never goes back, never jumps; ids of commands are made by it. */
  readonly storeTime: Clock
  readonly carried: CarriedLimits
  readonly once: Once
  readonly access: AuditLog
  readonly cutting: ListenedCutting
}

const EPOCH_BYTES = 12

export function wireCore(deps: StoreDeps): Core {
  const { db, clock, random } = deps
  const newEpoch = () => Buffer.from(random(EPOCH_BYTES)).toString('base64url')
  const changes = createChangeLog({ db, clock, newEpoch })
  const storeTime = createStoreTime({ ...deps, lastKnownMs: newestCommandMs(db) })
  const writability = createWritability(deps)
  const memory = createCommandMemory({ db, storeTime })
  const commits = createCommits({ ...deps, listener: alsoCommitting(changes, memory.committing), writability })
  const { transact } = commits
  const pins = prepareTries(db)
  const carried = carryLimits({ db, storeTime, transact, alsoMove: (byMs) => void pins.moveTries.run(byMs) })
  return {
    ...{ carried, changes, commits, transact, writability, storeTime, memory },
    once: createOnce({ db, storeTime, transact, memory }),
    access: createAuditLog({ ...deps, transact }),
    cutting: createCutting(commits.durable),
  }
}

/** The store itself: its devices, its staff, its line to the online shop. */
export interface House {
  readonly devices: DevicesFeature
  readonly trust: DeviceTrust
  readonly staff: StaffFeature
  readonly line: StoreLine
  readonly outbox: StoreOutbox
  /** Asked before every reading from the retailer's shop and every sending to it. */
  readonly guard: LinkGuard
}

export function wireHouse(deps: StoreDeps, core: Core, later: () => Features): House {
  const { transact, changes } = core
  const devices = createDevices({ ...deps, transact, log: changes, storeTime: core.storeTime })
  const waiting = () => outbox.waiting()
  const line = createShopLine({ ...deps, transact, log: changes, kiosks: devices, waiting })
  const outbox: StoreOutbox = createOutbox({
    ...deps,
    commits: core.commits,
    upstream: wireUpstream(deps),
    pause: { isPaused: () => guard.gate.isPaused() },
    orders: {
      delivered(orderId, number) {
        later().promises.shopHas(orderId)
        later().orders.delivered(orderId, number)
      },
      rejected: (orderId, why) => later().orders.rejected(orderId, why),
      waitsAgain: (orderId) => later().orders.waitsAgain(orderId),
      numberOf: (orderId) => later().orders.numberOf(orderId),
      isCancelled: (orderId) => later().orders.isCancelled(orderId),
      mayCancel: (orderId) => later().orders.mayCancel(orderId),
      cancel: (orderId, by) => later().orders.cancel(orderId, by),
    },
    onWaitingChanged: line.waitingChanged,
  })
  const guard: LinkGuard = wireLinkGuard(deps, () => outbox.retryNow())
  return { devices, trust: wireTrust(deps, core, later), line, outbox, guard, staff: wireStaff(deps, core) }
}

function wireUpstream(deps: StoreDeps): Upstream {
  const { shop, link, db } = deps
  const commerce: CommerceWrites = link?.connector ?? createEmbeddedWrites(shop)
  return createUpstream({ members: shop, commerce, platformRef: createShopPeople(db).refOf, host: link?.host ?? '' })
}

/** Several people in a row may take a tablet in hand; somebody who tries many PINs does not. */
const PINS_PER_MINUTE = 12

/** A real store starts with nobody, the demonstration with its invented people. */
function wireStaff(deps: StoreDeps, core: Core): StaffFeature {
  const { transact, storeTime, once, access, cutting } = core
  const perMinute = deps.limits?.pinsPerMinute ?? PINS_PER_MINUTE
  const mayTry = createAttemptLimit({ ...deps, clock: storeTime, what: 'pin', perMinute })
  const demo = deps.deviceKeys === null ? null : FIRST_STAFF
  return createStaff({ ...deps, transact, storeTime, once, access, cutting, mayTry }, demo)
}

function wireTrust(deps: StoreDeps, core: Core, later: () => Features): DeviceTrust {
  return createDeviceTrust({
    ...deps,
    ...core,
    ...(deps.strangers ?? noStrangers),
    log: core.changes,
    staff: { nameOf: (associate) => later().staff.nameOf(associate) },
    visits: {
      endOn(deviceId, commandId) {
        const { desk } = later().visits
        const open = desk.openOn(deviceId)
        if (open !== null) desk.end(open, 'associate', commandId)
      },
    },
    holders: { endOnDevice: (deviceId) => later().staff.endOnDevice(deviceId) },
    founder: {
      isFounded: () => later().staff.isFounded(),
      found: (...asked) => later().staff.found(...asked),
    },
  })
}
