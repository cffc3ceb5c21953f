import { expect, test } from 'vitest'
import { asId } from '../../testing/store-core.ts'
import { openStaffFloor } from '../../testing/staff-floor.ts'

const mina = { id: asId<never>('mina'), name: '미나', pin: '503917' }
const nothing = () => undefined

test('a store that nobody runs gets its first manager, who signs in with the PIN of their own', async () => {
  const { staff, signIn } = openStaffFloor(null)
  expect(staff.isFounded()).toBe(false)
  expect(await staff.found(mina, nothing)).toEqual({ ok: true, value: null })
  expect(staff.isFounded()).toBe(true)
  const answer = await signIn('mina', '503917')
  expect(answer).toMatchObject({ ok: true, value: { me: { role: 'manager', mustChangePin: false } } })
})

test('somebody runs it: nobody else ever founds it again, not even at the same time', async () => {
  const { staff } = openStaffFloor(null)
  const answers = await Promise.all([staff.found(mina, nothing), staff.found({ ...mina, id: asId('eve') }, nothing)])
  expect(answers.map(({ ok }) => ok)).toEqual([true, false])
  expect(await staff.found({ ...mina, id: asId('eve') }, nothing)).toEqual({
    ok: false,
    error: { code: 'already-founded' },
  })
})

test('where no manager can sign in any more somebody becomes one again, by a PIN of their own', async () => {
  const { staff, signIn, holding, isCut } = openStaffFloor(null)
  await staff.found(mina, nothing)
  const before = holding('mina', 'office-1', 'office')
  expect(await staff.found({ ...mina, pin: '716204' }, nothing, true)).toEqual({ ok: true, value: null })
  expect(isCut(before)).toBe(true)
  expect(await signIn('mina', '503917')).toMatchObject({ ok: false, error: { code: 'wrong-pin' } })
  expect(await signIn('mina', '716204')).toMatchObject({ ok: true, value: { me: { role: 'manager' } } })
})

test('a weak PIN founds nothing', async () => {
  const { staff } = openStaffFloor(null)
  expect(await staff.found({ ...mina, pin: '123456' }, nothing)).toEqual({ ok: false, error: { code: 'weak-pin' } })
  expect(staff.isFounded()).toBe(false)
})

test('what belongs to it fails with it: no manager without the office that was to be paired', async () => {
  const { staff } = openStaffFloor(null)
  const fails = () => {
    throw new Error('the office could not be paired')
  }
  await expect(staff.found(mina, fails)).rejects.toThrow('could not be paired')
  expect(staff.isFounded()).toBe(false)
})
