import { isWeakPin } from '@dangol/domain/trust/pin.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import { describe, expect, test } from 'vitest'
import { asId } from '../../testing/store-core.ts'
import { openStaffFloor, pinOf, WRONG_PIN } from '../../testing/staff-floor.ts'
import { PEOPLE_MAX } from './add-person.ts'

const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code)

function open() {
  const floor = openStaffFloor()
  const { handlers, commandId } = floor
  const jieun = floor.holding('jieun', 'office-1', 'office')
  const add = (id = 'mina', command = commandId(), role: Role = 'associate') =>
    handlers['people:add'](jieun, { commandId: command, id: asId(id), name: '미나', role })
  const change = (id: string, to: { role?: Role; state?: 'active' | 'left' }) =>
    handlers['people:change'](jieun, {
      ...{ commandId: commandId(), id: asId(id), name: '새 이름', role: 'associate', state: 'active' },
      ...to,
    })
  const reset = (id: string, command = commandId()) =>
    handlers['people:reset-pin'](jieun, { commandId: command, id: asId(id) })
  const people = async () => {
    const answer = await handlers['people:list'](jieun, {})
    return answer.ok ? answer.value.people : []
  }
  const find = async (id: string) => (await people()).find((person) => person.id === id)
  return { floor, jieun, add, change, reset, people, find }
}

describe('somebody new', () => {
  test('gets a PIN that is told once, is not weak, and has to be changed before anything is done', async () => {
    const { floor, add } = open()
    const added = await add()
    if (!added.ok) return expect.unreachable()
    expect(isWeakPin(added.value.pin)).toBe(false)
    const signedIn = await floor.signIn('mina', added.value.pin, 'tablet-7')
    expect(signedIn).toMatchObject({ ok: true, value: { me: { mustChangePin: true } } })
    const mina = floor.holding('mina', 'tablet-7')
    expect(floor.staff.standing(mina)).toBeNull()
    const pins = { pin: added.value.pin, newPin: '640257' }
    expect(await floor.handlers['staff:change-pin'](mina, { commandId: floor.commandId(), ...pins })).toEqual({
      ok: true,
      value: null,
    })
    expect(floor.staff.standing(mina)).toEqual({ role: 'associate', steppedUp: false })
    // What is told to somebody is told on connecting: it comes again, as somebody.
    floor.time.advance(1_000)
    expect(floor.isCut(mina)).toBe(true)
  })

  test('[C1] a repeated command tells the same PIN, and no stored outcome holds it', async () => {
    const { floor, add, reset } = open()
    for (const ask of [(id: never) => add('mina', id), (id: never) => reset('junho', id)]) {
      const command = floor.commandId()
      const first = await ask(command)
      if (!first.ok) return expect.unreachable()
      expect(await ask(command)).toEqual(first)
      expect(floor.db.serialize().includes(first.value.pin)).toBe(false)
    }
  })

  test('bears a name that nobody has or had', async () => {
    const { add } = open()
    expect(codeOf(await add('junho'))).toBe('id-taken')
  })

  test('is one too many for any store at some point', async () => {
    const { floor, add } = open()
    const put = floor.db.prepare(`insert into associates (id, name) values (?, '')`)
    for (let n = 0; n < PEOPLE_MAX; n++) put.run(`p-${n}`)
    expect(codeOf(await add())).toBe('too-many-people')
  })

  test('is not locked out by who tried the name before them', async () => {
    const { floor, add } = open()
    for (let n = 0; n < 5; n++) await floor.signIn('mina', WRONG_PIN)
    const added = await add()
    if (!added.ok) return expect.unreachable()
    expect(codeOf(await floor.signIn('mina', added.value.pin))).toBe('ok')
  })
})

describe('a change', () => {
  test('[A17] of the role ends their sessions, and their connections with them', async () => {
    const { floor, change } = open()
    const [tablet, office] = [floor.holding('junho', 'tablet-1'), floor.holding('junho', 'office-2', 'office')]
    expect(floor.staff.standing(tablet)?.role).toBe('lead')
    expect(await change('junho', { role: 'associate' })).toMatchObject({ ok: true, value: { role: 'associate' } })
    expect([tablet, office].map((caller) => floor.staff.standing(caller))).toEqual([null, null])
    expect([tablet, office].map((caller) => floor.isCut(caller))).toEqual([true, true])
  })

  test('of the name alone does not', async () => {
    const { floor, change, find } = open()
    const tablet = floor.holding('junho', 'tablet-1')
    await change('junho', { role: 'lead' })
    expect(await find('junho')).toMatchObject({ name: '새 이름', signedInOn: ['tablet-1'] })
    expect(floor.staff.standing(tablet)?.role).toBe('lead')
  })

  test('[A17] who leaves has neither PIN nor session left, and comes back only with a new PIN', async () => {
    const { floor, change, reset, find } = open()
    const tablet = floor.holding('junho', 'tablet-1')
    await change('junho', { role: 'lead', state: 'left' })
    expect([floor.staff.standing(tablet), floor.isCut(tablet)]).toEqual([null, true])
    expect(codeOf(await floor.signIn('junho'))).toBe('wrong-pin')
    expect(codeOf(await reset('junho'))).toBe('no-such-person')
    expect(floor.staff.nameOf(asId('junho'))).toBe('새 이름')
    await change('junho', { role: 'lead', state: 'active' })
    expect(codeOf(await floor.signIn('junho'))).toBe('wrong-pin')
    const given = await reset('junho')
    if (!given.ok) return expect.unreachable()
    expect(codeOf(await floor.signIn('junho', given.value.pin))).toBe('ok')
    expect(await find('junho')).toMatchObject({ state: 'active', locked: false, lockedUntil: null })
  })

  test('of one’s own role, of the last manager and of nobody is refused', async () => {
    const { floor, change } = open()
    expect(codeOf(await change('jieun', { role: 'lead' }))).toBe('own-role')
    expect(codeOf(await change('jieun', { role: 'manager', state: 'left' }))).toBe('own-role')
    expect(codeOf(await change('jieun', { role: 'manager' }))).toBe('ok')
    expect(codeOf(await change('mallory', {}))).toBe('no-such-person')
    // As the demonstration's version 1 asks: as nobody in particular.
    const nobody = { ...floor.holding('yuna', 'office-9', 'office'), associate: null }
    const left = await floor.handlers['people:change'](nobody, {
      ...{ commandId: floor.commandId(), id: asId<never>('jieun'), name: '지은', role: 'manager', state: 'left' },
    })
    expect(codeOf(left)).toBe('last-manager')
  })
})

describe('[A16] somebody who may what a manager may not', () => {
  const BEYOND = ['privacy-officer', 'auditor'] as const
  /** The one of the demonstration who has the role. */
  const whoIs = async ({ people }: ReturnType<typeof open>, role: Role) =>
    (await people()).find((person) => person.role === role)?.id ?? expect.unreachable()

  test.each(BEYOND)('%s: no manager sets their PIN, and what was refused is on the record', async (role) => {
    const house = open()
    const { floor, reset } = house
    const id = await whoIs(house, role)
    expect(codeOf(await reset(id))).toBe('beyond-role')
    expect(codeOf(await floor.signIn(id))).toBe('ok')
    expect(floor.record).toContainEqual({ who: 'jieun', what: 'people.reset-pin', subject: id, result: 'beyond-role' })
  })

  test.each(BEYOND)('%s: is not made with a PIN that a manager was told', async (role) => {
    const { add, change, find } = open()
    expect(codeOf(await add('mina', undefined, role))).toBe('beyond-role')
    expect(await find('mina')).toBeUndefined()
    await add('mina')
    expect(codeOf(await change('mina', { role }))).toBe('own-pin-first')
    expect(await find('mina')).toMatchObject({ role: 'associate' })
  })

  test.each(BEYOND)('%s: is made of somebody who chose their own PIN', async (role) => {
    const { floor, add, change } = open()
    const added = await add()
    if (!added.ok) return expect.unreachable()
    const mina = floor.holding('mina', 'tablet-7')
    const pins = { pin: added.value.pin, newPin: '640257' }
    await floor.handlers['staff:change-pin'](mina, { commandId: floor.commandId(), ...pins })
    expect(await change('mina', { role })).toMatchObject({ ok: true, value: { role } })
  })

  test('who lost their PIN, or left, is that again once they chose a new one: nobody is locked out for good', async () => {
    const house = open()
    const { floor, reset, change } = house
    const id = await whoIs(house, 'privacy-officer')
    await change(id, { role: 'privacy-officer', state: 'left' })
    expect(codeOf(await change(id, { role: 'privacy-officer', state: 'active' }))).toBe('own-pin-first')
    expect(codeOf(await change(id, { role: 'associate', state: 'active' }))).toBe('ok')
    const given = await reset(id)
    if (!given.ok) return expect.unreachable()
    expect(codeOf(await change(id, { role: 'privacy-officer' }))).toBe('own-pin-first')
    const pins = { pin: given.value.pin, newPin: '640257' }
    await floor.handlers['staff:change-pin'](floor.holding(id, 'tablet-7'), { commandId: floor.commandId(), ...pins })
    expect(codeOf(await change(id, { role: 'privacy-officer' }))).toBe('ok')
    expect(codeOf(await floor.signIn(id, '640257'))).toBe('ok')
  })
})

describe('a lock', () => {
  const lock = async (floor: ReturnType<typeof openStaffFloor>, who: string) => {
    for (let n = 0; n < 8; n++) {
      await floor.signIn(who, WRONG_PIN)
      floor.time.advance(15 * 60_000)
    }
  }

  test('is seen in the list and undone by a lead, not by oneself', async () => {
    const { floor, find } = open()
    await lock(floor, 'seoyeon')
    expect(await find('seoyeon')).toMatchObject({ locked: true, lockedUntil: null })
    const unlock = (by: string) =>
      floor.handlers['people:unlock'](floor.holding(by, 'tablet-3'), {
        ...{ commandId: floor.commandId(), id: asId<never>('seoyeon') },
      })
    expect(codeOf(await unlock('seoyeon'))).toBe('own-lock')
    expect(codeOf(await floor.signIn('seoyeon'))).toBe('locked')
    expect(codeOf(await unlock('junho'))).toBe('ok')
    expect(codeOf(await floor.signIn('seoyeon'))).toBe('ok')
  })

  test('is told with its end while time undoes it', async () => {
    const { floor, find } = open()
    for (let n = 0; n < 5; n++) await floor.signIn('seoyeon', WRONG_PIN)
    expect(await find('seoyeon')).toMatchObject({ locked: false, lockedUntil: floor.time.nowMs() + 60_000 })
  })

  test('is undone by a new PIN as well', async () => {
    const { floor, reset } = open()
    await lock(floor, 'seoyeon')
    const given = await reset('seoyeon')
    if (!given.ok) return expect.unreachable()
    expect(codeOf(await floor.signIn('seoyeon', given.value.pin))).toBe('ok')
  })
})

describe('one’s own PIN', () => {
  const change = (floor: ReturnType<typeof openStaffFloor>, from: string, to: string, command = floor.commandId()) =>
    floor.handlers['staff:change-pin'](floor.holding('junho', 'tablet-1'), {
      ...{ commandId: command, pin: from, newPin: to },
    })

  test('changed, it is the only one that counts, and sessions elsewhere are over', async () => {
    const { floor } = open()
    const elsewhere = floor.holding('junho', 'office-2', 'office')
    expect(codeOf(await change(floor, pinOf('junho'), '640257'))).toBe('ok')
    expect([floor.staff.standing(elsewhere), floor.isCut(elsewhere)]).toEqual([null, true])
    expect(codeOf(await floor.signIn('junho'))).toBe('wrong-pin')
    expect(codeOf(await floor.signIn('junho', '640257'))).toBe('ok')
  })

  test('weak ones, the present one again, and without the present one: refused', async () => {
    const { floor } = open()
    expect(codeOf(await change(floor, pinOf('junho'), '930412'))).toBe('weak-pin')
    expect(codeOf(await change(floor, pinOf('junho'), pinOf('junho')))).toBe('weak-pin')
    expect(codeOf(await change(floor, WRONG_PIN, '640257'))).toBe('wrong-pin')
  })

  test('[C1] a repeated command answers as at first and counts no wrong try', async () => {
    const { floor } = open()
    const command = floor.commandId()
    const caller = floor.holding('junho', 'tablet-1')
    const ask = () =>
      floor.handlers['staff:change-pin'](caller, { commandId: command, pin: pinOf('junho'), newPin: '640257' })
    expect([await ask(), await ask()]).toEqual(Array(2).fill({ ok: true, value: null }))
    expect(floor.db.prepare('select count(*) from pin_tries').pluck().get()).toBe(0)
  })
})

test('every change is on the record, with who made it and about whom, and never a PIN', async () => {
  const { floor, add, change, reset } = open()
  await add()
  await change('junho', { state: 'left' })
  const given = await reset('seoyeon')
  expect(floor.record).toEqual([
    { who: 'jieun', what: 'people.add', subject: 'mina', result: 'associate' },
    { who: 'jieun', what: 'people.change', subject: 'junho', result: 'left' },
    { who: 'jieun', what: 'people.reset-pin', subject: 'seoyeon', result: 'reset' },
  ])
  expect(JSON.stringify(floor.record)).not.toContain(given.ok ? given.value.pin : 'none')
})
