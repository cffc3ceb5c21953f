import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Actor } from '@dangol/domain/trust/authorise.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import { PROTOCOL_WITHOUT_SIGN_IN } from '@dangol/protocol/version.ts'
import type { DeviceHolders } from '../../ports/devices.ts'
import type { Founder, Staff } from '../../ports/people.ts'
import type { Caller, Handlers } from '../../transport/handler.ts'
import { enterDemo, sendDemoAway } from './demo-people.ts'
import type { DemoPerson } from './first-staff.ts'
import { createAddPerson } from './add-person.ts'
import { createChangePerson } from './change-person.ts'
import { createChangePin } from './change-pin.ts'
import { createFounder } from './found-store.ts'
import { createListPeople } from './list-people.ts'
import { createListStaff } from './list-staff.ts'
import { createPasskeyAdd } from './passkey-add.ts'
import { createPasskeyBegin } from './passkey-begin.ts'
import { createPasskeyRemove } from './passkey-remove.ts'
import { createResetPin } from './reset-pin.ts'
import { createSignIn } from './sign-in.ts'
import { createSignOut } from './sign-out.ts'
import { createStaffRoom } from './staff-room.ts'
import type { StaffDeps, StaffRoom } from './staff-room.ts'
import { createStepUpBegin } from './step-up-begin.ts'
import { createStepUp } from './step-up.ts'
import { createUnlockPerson } from './unlock-person.ts'

type StaffRequest = Extract<RequestName, `staff:${string}` | `people:${string}`>

export interface StaffFeature extends Staff, DeviceHolders, Founder {
  readonly handlers: Handlers<StaffRequest>
  readonly isKnown: (associate: AssociateId) => boolean
  readonly session: (token: string, deviceId: DeviceId) => { id: string; associate: AssociateId } | null
  /** What the holder of a device is trusted with at this moment; null for nobody. */
  readonly standing: (caller: Caller) => Actor['staff']
  /** Whoever holds the device worked with it just now. */
  readonly used: (caller: Caller) => void
  /** Opens a session without a PIN: for tests, which look behind the wire. Returns its token. */
  readonly beginSession: (associate: AssociateId, deviceId: DeviceId) => string
  readonly tidy: () => void
}

/** Who works here, and who of them holds which device. `demo` fills an empty store that trusts the house; null in a real one. */
export function createStaff(deps: StaffDeps, demo: readonly DemoPerson[] | null): StaffFeature {
  const room = createStaffRoom(deps)
  const { sql, sessions, pinCheck, transact } = room
  if (demo === null) sendDemoAway(room)
  else enterDemo(room, demo)
  return {
    handlers: {
      'staff:list': createListStaff(room, demo),
      'staff:sign-in': createSignIn(room),
      'staff:sign-out': createSignOut(room),
      'staff:change-pin': createChangePin(room),
      'staff:passkey-begin': createPasskeyBegin(room),
      'staff:passkey-add': createPasskeyAdd(room),
      'staff:passkey-remove': createPasskeyRemove(room),
      'staff:step-up-begin': createStepUpBegin(room),
      'staff:step-up': createStepUp(room),
      'people:list': createListPeople(room),
      'people:add': createAddPerson(room),
      'people:change': createChangePerson(room),
      'people:reset-pin': createResetPin(room),
      'people:unlock': createUnlockPerson(room),
      'staff:me': (caller) => {
        const holder = room.holder(caller)
        return ok(holder === null ? null : room.meOf(holder.person, holder.session))
      },
    },
    ...createFounder(room),
    // Somebody who left still stands on what they served; the id is a readable name.
    nameOf: (associate) => sql.find.get(associate)?.name ?? associate,
    isKnown: (associate) => sql.find.get(associate)?.state === 'active',
    session(token, deviceId) {
      const row = sessions.byToken(token, deviceId)
      return row === null ? null : { id: row.id, associate: row.associate }
    },
    standing: (caller) => sessions.standing(caller) ?? claimedStanding(room, demo !== null, caller),
    used: (caller) => sessions.used(caller),
    beginSession: (associate, deviceId) => transact(() => sessions.begin(associate, deviceId, null)),
    endOnDevice(deviceId) {
      const held = sql.sessionOn.get(deviceId)
      if (held !== undefined) sessions.end([held])
    },
    tidy: () =>
      transact(() => {
        sessions.tidy()
        pinCheck.tidy()
      }),
  }
}

/** The demonstration's devices of version 1: whom they name is taken at their word, and an office is the manager's. */
function claimedStanding({ sql }: StaffRoom, isHouse: boolean, caller: Caller): Actor['staff'] {
  const { kind, protocol, session, associate } = caller
  if (!isHouse || protocol !== PROTOCOL_WITHOUT_SIGN_IN || session !== null) return null
  if (kind === 'office') return { role: 'manager', steppedUp: false }
  const person = associate === null ? undefined : sql.find.get(associate)
  return person?.state === 'active' ? { role: person.role, steppedUp: false } : null
}
