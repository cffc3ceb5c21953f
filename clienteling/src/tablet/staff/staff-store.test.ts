import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JIEUN } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useStaffStore } from './staff-store.ts'

let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const jieun = { id: JIEUN, name: '지은' }
const handshakes: unknown[] = []
const listen = () => {
  handshakes.length = 0
  app.store.io.on('connection', (socket) =>
    handshakes.push((socket.handshake.auth as { associate?: string }).associate),
  )
}

describe('who holds a tablet', () => {
  it('is nobody until somebody picks a name', async () => {
    app.store.answer('staff:list', () => ({ ok: true, value: { associates: [jieun], demoPins: null } }))
    const staff = app.use(useStaffStore)
    await staff.load()
    expect(staff.me).toBeNull()
    expect(staff.list).toEqual({ kind: 'ready', associates: [jieun] })
    expect(staff.nameOf(JIEUN)).toBe('지은')
    expect(staff.nameOf('somebody-who-left' as AssociateId)).toBe('somebody-who-left')
  })

  it('is named to the store server in a new handshake, and no longer once the tablet is locked', async () => {
    await until(() => app.link.status() === 'online', 'the link')
    listen()
    const staff = app.use(useStaffStore)
    staff.pick(jieun)
    await until(() => handshakes.length === 1, 'the handshake of the holder')
    staff.lock('time')
    await until(() => handshakes.length === 2, 'the handshake of nobody')
    expect(handshakes).toEqual([JIEUN, undefined])
    expect(staff.me).toBeNull()
    expect(staff.lockedByTime).toBe(true)
  })

  it('says why the names could not be had', async () => {
    const staff = app.use(useStaffStore)
    await staff.load()
    expect(staff.list).toEqual({ kind: 'failed', code: 'internal' })
  })
})
