import { expect, test } from 'vitest'
import { openStaffFloor, pinOf } from '../../testing/staff-floor.ts'
import { asId } from '../../testing/store-core.ts'

const OWN_PIN = '824690'
const mina = { id: asId<never>('mina'), name: '미나', pin: '503917' }

test('[A18] a store that was the demonstration first has none of its people, whose PINs everybody knows', async () => {
  const demo = openStaffFloor()
  demo.holding('jieun', 'office-1', 'office')
  expect(await demo.signIn('jieun')).toMatchObject({ ok: true })

  const real = openStaffFloor(null, demo.core)
  expect(real.staff.isFounded()).toBe(false)
  expect(await real.signIn('jieun')).toMatchObject({ ok: false, error: { code: 'wrong-pin' } })
  expect(demo.db.prepare('select count(*) as n from staff_sessions').get()).toEqual({ n: 0 })
  expect(await real.staff.found(mina, () => undefined)).toMatchObject({ ok: true })
  expect(await openStaffFloor(null, demo.core).signIn('mina', mina.pin)).toMatchObject({ ok: true })
})

test('who made a PIN of their own there stays', async () => {
  const demo = openStaffFloor()
  const caller = demo.holding('junho')
  const asked = { commandId: demo.commandId(), pin: pinOf('junho'), newPin: OWN_PIN }
  expect(await demo.handlers['staff:change-pin'](caller, asked)).toMatchObject({ ok: true })

  const real = openStaffFloor(null, demo.core)
  expect(await real.signIn('junho', asked.newPin)).toMatchObject({ ok: true })
})
