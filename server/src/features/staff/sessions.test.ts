import { describe, expect, test } from 'vitest'
import { asId, callerOf } from '../../testing/store-core.ts'
import { openStaffFloor } from '../../testing/staff-floor.ts'
import { FIRST_STAFF } from './first-staff.ts'
import { IDLE_MAX_MS } from './sessions.ts'

describe('a session', () => {
  test('[A11] is of one device: shown by another it is nobody’s', () => {
    const { staff, holding } = openStaffFloor()
    const caller = holding('junho')
    expect(staff.standing(caller)).toEqual({ role: 'lead', steppedUp: false })
    expect(staff.standing({ ...caller, deviceId: asId('tablet-2') })).toBeNull()
  })

  test('one person may have several, a device one: whoever takes it in hand puts the last one out', () => {
    const { staff, holding, isCut } = openStaffFloor()
    const [first, elsewhere] = [holding('junho', 'tablet-1'), holding('junho', 'tablet-2')]
    const second = holding('seoyeon', 'tablet-1')
    expect([first, elsewhere, second].map((caller) => staff.standing(caller)?.role)).toEqual([
      undefined,
      'lead',
      'associate',
    ])
    expect([first, elsewhere, second].map((caller) => isCut(caller))).toEqual([true, false, false])
  })

  test('[A17] signing out ends it at once; the connection goes when the answer has gone', async () => {
    const { staff, holding, handlers, isCut, isHushed, time } = openStaffFloor()
    const caller = holding('junho')
    expect(await handlers['staff:sign-out'](caller, {})).toEqual({ ok: true, value: null })
    expect([staff.standing(caller), isHushed(caller), isCut(caller)]).toEqual([null, true, false])
    time.advance(100)
    expect(isCut(caller)).toBe(true)
    expect(await handlers['staff:sign-out'](caller, {})).toEqual({ ok: true, value: null })
    expect(await handlers['staff:me'](caller, {})).toEqual({ ok: true, value: null })
  })

  test('signing in anew on the same device keeps the asker until it has its answer', async () => {
    const { holding, handlers, isCut, time } = openStaffFloor()
    const caller = holding('seoyeon')
    await handlers['staff:sign-in'](caller, { associate: asId('junho'), pin: FIRST_STAFF[1]?.pin ?? '' })
    expect(isCut(caller)).toBe(false)
    time.advance(100)
    expect(isCut(caller)).toBe(true)
  })

  test('lasts while somebody works with it, and ends after a shift that nobody did', () => {
    const { staff, holding, isCut, time, db } = openStaffFloor()
    const [used, idle] = [holding('junho', 'tablet-1'), holding('seoyeon', 'tablet-2')]
    for (let hours = 0; hours < 10; hours++) {
      time.advance(IDLE_MAX_MS / 8)
      staff.used(used)
      staff.tidy()
    }
    expect([staff.standing(used)?.role, staff.standing(idle)]).toEqual(['lead', null])
    expect([isCut(used), isCut(idle)]).toEqual([false, true])
    expect(db.prepare('select count(*) from staff_sessions').pluck().get()).toBe(1)
  })

  test('is over the moment it was idle too long, not when that is noticed', () => {
    const { staff, holding, time } = openStaffFloor()
    const caller = holding('junho')
    const token = staff.beginSession(asId('seoyeon'), asId('tablet-2'))
    time.advance(IDLE_MAX_MS)
    expect(staff.standing(caller)).not.toBeNull()
    time.advance(1)
    expect(staff.standing(caller)).toBeNull()
    expect(staff.session(token, asId('tablet-2'))).toBeNull()
  })

  test('survives a restart, and with it when it was used last', () => {
    const floor = openStaffFloor()
    const caller = floor.holding('junho')
    floor.time.advance(IDLE_MAX_MS - 1)
    floor.staff.used(caller)
    floor.staff.tidy()
    const restarted = openStaffFloor(FIRST_STAFF, floor.core)
    floor.time.advance(IDLE_MAX_MS - 1)
    expect(restarted.staff.standing(caller)?.role).toBe('lead')
  })

  test('[A11] ends with its device', () => {
    const { staff, holding, isCut } = openStaffFloor()
    const caller = holding('junho', 'tablet-1')
    staff.endOnDevice(asId('tablet-2'))
    expect(staff.standing(caller)).not.toBeNull()
    staff.endOnDevice(asId('tablet-1'))
    expect([staff.standing(caller), isCut(caller)]).toEqual([null, true])
  })

  test('standing is read anew each time', () => {
    const { db, staff, holding } = openStaffFloor()
    const caller = holding('junho')
    db.exec(`update associates set role = 'auditor' where id = 'junho'`)
    expect(staff.standing(caller)?.role).toBe('auditor')
  })

  test('nobody has no standing, whoever they say they are', () => {
    const { staff } = openStaffFloor(null)
    expect(staff.standing(callerOf('tablet', 'tablet-1', 'jieun'))).toBeNull()
    expect(staff.standing(callerOf('office', 'office-1'))).toBeNull()
    expect(staff.standing({ ...callerOf('office', 'office-1'), protocol: 1 })).toBeNull()
  })
})
