import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import { FIRST_STAFF } from '../features/staff/first-staff.ts'
import type { DemoPerson } from '../features/staff/first-staff.ts'
import { createStaff } from '../features/staff/staff.ts'
import { systemRandom } from '../platform/system-ids.ts'
import type { Caller } from '../transport/handler.ts'
import { createFastPins } from './fast-pins.ts'
import { asId, callerOf, openStoreCore } from './store-core.ts'

/** PIN of somebody of the demonstration. */
export const pinOf = (id: string): string => FIRST_STAFF.find((person) => person.id === id)?.pin ?? '000000'
export const WRONG_PIN = '999998'

interface Access {
  readonly who: string | null
  readonly what: string
  readonly subject: string | null
  readonly result: string
}

export type StaffFloor = ReturnType<typeof openStaffFloor>

/** The staff feature over a real database, with a clock turned by hand, and what it wrote on the record. */
export function openStaffFloor(demo: readonly DemoPerson[] | null = FIRST_STAFF, core = openStoreCore()) {
  const { time } = core
  const cuts: ((caller: Caller) => boolean)[] = []
  const hushes: typeof cuts = []
  const record: Access[] = []
  const tries = { left: Infinity }
  const staff = createStaff(
    {
      ...core,
      ...{ storeTime: time, timers: time, pins: createFastPins() },
      random: systemRandom,
      access: {
        record: ({ caller, what, subject, result }) =>
          void record.push({ who: caller.associate, what, subject, result }),
      },
      cutting: { cut: (fits) => void cuts.push(fits), hush: (fits) => void hushes.push(fits) },
      mayTry: () => tries.left-- > 0,
    },
    demo,
  )
  const { handlers } = staff
  return {
    ...{ core, db: core.db, time, staff, handlers, record, tries },
    commandId: () => core.ids.next<never>(),
    /** Whether the connection was ended. */
    isCut: (caller: Caller) => cuts.some((fits) => fits(caller)),
    /** Whether it stopped hearing what is not for it any more. */
    isHushed: (caller: Caller) => hushes.some((fits) => fits(caller)),
    /** Somebody holding a device, as the handshake would prove it. */
    holding: (associate: string, deviceId = 'tablet-1', kind: DeviceKind = 'tablet', page?: string): Caller => {
      const token = staff.beginSession(asId<AssociateId>(associate), asId(deviceId))
      const session = staff.session(token, asId(deviceId))
      if (session === null) throw new Error('a session was over as it began')
      return { ...callerOf(kind, deviceId, associate), session: session.id, ...(page === undefined ? {} : { page }) }
    },
    signIn: async (associate: string, pin = pinOf(associate), deviceId = 'tablet-1') =>
      handlers['staff:sign-in'](callerOf('tablet', deviceId), { associate: asId(associate), pin }),
  }
}
