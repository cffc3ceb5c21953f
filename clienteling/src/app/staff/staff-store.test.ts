import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { StaffMe } from '@dangol/protocol/staff.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JIEUN, staffMe } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useStaffStore } from './staff-store.ts'

const PIN = '503917'
const SESSION = 's'.repeat(43)
const jieun = { id: JIEUN, name: '지은' }
const seoyeon = { id: 'seoyeon' as AssociateId, name: '서연' }

let app: StaffApp
/** Sessions that the store was told of, connection by connection. */
let presented: (string | undefined)[]
/** Whom the store believes to hold the device. */
let known: StaffMe | null

beforeEach(async () => {
  app = startStaffApp()
  known = null
  app.store.answer('staff:list', () => ({
    ok: true,
    value: { associates: [jieun, seoyeon], demoPins: { [JIEUN]: PIN } },
  }))
  app.store.answer('staff:sign-in', ({ associate, pin }) => {
    if (pin !== PIN) return { ok: false, error: { code: 'wrong-pin' } }
    known = staffMe({ id: associate })
    return { ok: true, value: { session: SESSION, me: known } }
  })
  app.store.answer('staff:sign-out', () => ({ ok: true, value: null }))
  app.store.answer('staff:me', () => ({ ok: true, value: known }))
  await until(() => app.link.status() === 'online', 'the link')
  presented = []
  app.store.io.on('connection', (socket) => presented.push((socket.handshake.auth as { session?: string }).session))
})
afterEach(() => app.stop())

async function signedIn() {
  const staff = app.use(useStaffStore)
  await staff.signIn(JIEUN, PIN)
  await until(() => presented.length === 1, 'the handshake of the holder')
  return staff
}

describe('who holds a staff device', () => {
  it('is nobody until a PIN was right', async () => {
    const staff = app.use(useStaffStore)
    await staff.load()
    expect(staff.list).toEqual({ kind: 'ready', associates: [jieun, seoyeon] })
    expect(await staff.signIn(JIEUN, '000000')).toMatchObject({ ok: false, error: { code: 'wrong-pin' } })
    expect([staff.me, app.holder.session]).toEqual([null, null])
  })

  it('is named to the store by the session, in a new handshake', async () => {
    const staff = await signedIn()
    expect(presented).toEqual([SESSION])
    expect(staff.me).toMatchObject({ id: JIEUN })
  })

  it('[A11] keeps the session of a locked device, and shows that nobody works with it', async () => {
    const staff = await signedIn()
    staff.lock('time')
    expect([staff.me, staff.hold.kind, app.holder.session]).toEqual([null, 'locked', SESSION])
    await staff.signIn(JIEUN, PIN)
    expect(staff.hold.kind).toBe('held')
  })

  it('is nobody after signing out, also to the store', async () => {
    const staff = await signedIn()
    await staff.signOut()
    await until(() => presented.length === 2, 'the handshake of nobody')
    expect(presented).toEqual([SESSION, undefined])
    expect(staff.hold).toEqual({ kind: 'nobody', why: 'left' })
  })

  it('is not thrown out by the end of the one before', async () => {
    const staff = await signedIn()
    let answerLate = (): void => undefined
    const late = new Promise<void>((resolve) => (answerLate = resolve))
    app.store.answer('staff:sign-out', async () => (await late, { ok: true, value: null }))
    app.store.answer('staff:sign-in', () => ({ ok: true, value: { session: 't'.repeat(43), me: staffMe(seoyeon) } }))
    const leaving = staff.signOut()
    await staff.signIn(seoyeon.id, PIN)
    answerLate()
    await leaving
    expect([staff.me?.id, app.holder.session]).toEqual([seoyeon.id, 't'.repeat(43)])
  })

  it('is nobody once the store says that the session is over', async () => {
    const staff = await signedIn()
    await until(() => app.link.status() === 'online', 'the link')
    known = null
    await staff.check()
    expect(staff.hold).toEqual({ kind: 'nobody', why: 'ended' })
    expect(app.holder.session).toBeNull()
  })

  it('has the role that the store gives them at every connection', async () => {
    const staff = await signedIn()
    known = staffMe({ role: 'lead' })
    app.link.reconnect()
    await until(() => staff.me?.role === 'lead', 'the new role')
  })

  it('says why the names could not be had', async () => {
    app.store.answer('staff:list', () => ({ ok: false, error: { code: 'internal' } }))
    const staff = app.use(useStaffStore)
    await staff.load()
    expect(staff.list).toEqual({ kind: 'failed', code: 'internal' })
  })

  it('is called by name; somebody who left by id; the PIN of an invented person is known', async () => {
    const staff = app.use(useStaffStore)
    await staff.load()
    expect([staff.nameOf(JIEUN), staff.nameOf('gone' as AssociateId)]).toEqual(['지은', 'gone'])
    expect([staff.demoPin(JIEUN), staff.demoPin(seoyeon.id)]).toEqual([PIN, null])
  })

  it('changes a PIN that somebody else gave without typing it again', async () => {
    const newcomer = (known = staffMe({ mustChangePin: true }))
    app.store.answer('staff:sign-in', () => ({ ok: true, value: { session: SESSION, me: newcomer } }))
    const asked: unknown[] = []
    app.store.answer('staff:change-pin', ({ pin, newPin }) => {
      asked.push([pin, newPin])
      known = staffMe()
      return { ok: true, value: null }
    })
    const staff = app.use(useStaffStore)
    await staff.signIn(JIEUN, PIN)
    expect(staff.me?.mustChangePin).toBe(true)
    await staff.changePin(null, '716204')
    expect(asked).toEqual([[PIN, '716204']])
    expect(staff.me?.mustChangePin).toBe(false)
  })
})
