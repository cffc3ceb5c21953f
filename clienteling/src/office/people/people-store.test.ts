import { ROLES } from '@dangol/domain/trust/role.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { StaffMember } from '@dangol/protocol/staff.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JIEUN, staffMember } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { usePeopleStore } from './people-store.ts'
import { fixedBecause, isBeyond, signsOut, standingOf } from './standing.ts'

const MINA = 'mina' as AssociateId
const jieun = staffMember({ id: JIEUN, name: '지은', role: 'manager' })
const mina = staffMember({ id: MINA, name: '미나' })

let app: StaffApp
let people: StaffMember[]
beforeEach(() => {
  app = startStaffApp('office')
  people = [jieun, mina]
  app.store.answer('people:list', () => ({ ok: true, value: { people } }))
})
afterEach(() => app.stop())

async function opened() {
  const store = app.use(usePeopleStore)
  await until(() => app.link.status() === 'online', 'the line')
  await store.load()
  return store
}

describe('the people who work here', () => {
  it('are listed by name, who left last', async () => {
    people = [staffMember({ id: 'a' as AssociateId, name: '가람', state: 'left' }), jieun, mina]
    const store = await opened()
    expect(store.people?.map(({ name }) => name)).toEqual(['미나', '지은', '가람'])
  })

  it('get one more, whose PIN is shown until it was told, and never after', async () => {
    const added = staffMember({ id: 'sua' as AssociateId, name: '수아', role: 'lead' })
    app.store.answer('people:add', () => ({ ok: true, value: { person: added, pin: '418263' } }))
    const store = await opened()
    expect(await store.add({ id: added.id, name: '수아', role: 'lead' })).toBe(true)
    expect(store.told).toEqual({ name: '수아', pin: '418263' })
    expect(store.people?.map(({ id }) => id)).toContain(added.id)
    store.wasTold()
    expect(store.told).toBeNull()
  })

  it('stay as they were where the store refuses, with its reason', async () => {
    app.store.answer('people:change', () => ({ ok: false, error: { code: 'last-manager' } }))
    const store = await opened()
    expect(await store.change({ id: JIEUN, name: '지은', role: 'lead', state: 'active' })).toBe(false)
    expect([store.changing.refusal, store.people]).toEqual([{ code: 'last-manager' }, [mina, jieun]])
  })

  it('are shown as the change left them', async () => {
    app.store.answer('people:change', ({ name, role, state }) => ({ ok: true, value: { ...mina, name, role, state } }))
    const store = await opened()
    await store.change({ id: MINA, name: '민아', role: 'lead', state: 'active' })
    expect(store.people?.find(({ id }) => id === MINA)).toMatchObject({ name: '민아', role: 'lead' })
  })

  it('are asked for again after one was let in', async () => {
    people = [jieun, { ...mina, locked: true }]
    app.store.answer('people:unlock', () => ((people = [jieun, mina]), { ok: true, value: null }))
    const store = await opened()
    expect(await store.unlock(MINA)).toBe(true)
    expect(store.people).toEqual([mina, jieun])
  })

  it('and the PIN among them leave the memory of an office that is locked', async () => {
    app.store.answer('people:reset-pin', () => ({ ok: true, value: { person: mina, pin: '418263' } }))
    const store = await opened()
    await store.resetPin(MINA)
    store.forget()
    expect([store.people, store.told]).toEqual([null, null])
  })
})

describe('how somebody stands', () => {
  it.each([
    [{}, { kind: 'active' }],
    [{ state: 'left' as const, locked: true }, { kind: 'left' }],
    [{ locked: true }, { kind: 'locked', ms: null }],
    [{ lockedUntil: 5_000 }, { kind: 'locked', ms: 4_000 }],
    [{ lockedUntil: 1_000 }, { kind: 'active' }],
  ])('%j at one second is %j', (over, standing) => {
    expect(standingOf(staffMember(over), 1_000)).toEqual(standing)
  })

  it('is fixed for oneself and for the last manager, and for nobody else', () => {
    const other = staffMember({ id: 'sua' as AssociateId, role: 'manager' })
    expect(fixedBecause(jieun, [jieun, mina], JIEUN)).toBe('own-role')
    expect(fixedBecause(jieun, [jieun, mina], MINA)).toBe('last-manager')
    expect(fixedBecause(jieun, [jieun, other], other.id)).toBeNull()
    expect(fixedBecause(jieun, [jieun, { ...other, state: 'left' }], MINA)).toBe('last-manager')
    expect(fixedBecause(mina, [jieun, mina], JIEUN)).toBeNull()
  })

  it('keeps their PIN to themselves where it opens more than a manager may', () => {
    const beyond = ROLES.filter((role) => isBeyond('manager', role))
    expect([beyond, ROLES.filter((role) => !isBeyond(null, role))]).toEqual([['privacy-officer', 'auditor'], []])
  })

  it('is signed out by another role, not by another name', () => {
    expect([signsOut(mina, 'lead'), signsOut(mina, 'associate')]).toEqual([true, false])
    expect(signsOut({ ...mina, state: 'left' }, 'lead')).toBe(false)
  })
})
