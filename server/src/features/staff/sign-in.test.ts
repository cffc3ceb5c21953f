import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { asId, callerOf } from '../../testing/store-core.ts'
import { openStaffFloor, pinOf, WRONG_PIN } from '../../testing/staff-floor.ts'
import type { StaffFloor } from '../../testing/staff-floor.ts'
import { FIRST_STAFF } from './first-staff.ts'

const MINUTE_MS = 60_000
const tablet1 = asId<DeviceId>('tablet-1')

const codeOf = (answer: { ok: boolean; error?: { code: string; detail?: string } }) =>
  answer.ok ? 'in' : [answer.error?.code, answer.error?.detail].filter(Boolean).join(' ')
const tryTimes = async (floor: StaffFloor, times: number, who = 'seoyeon', pin = WRONG_PIN) => {
  const codes: string[] = []
  for (let n = 0; n < times; n++) codes.push(codeOf(await floor.signIn(who, pin)))
  return codes
}

describe('signing in', () => {
  test('the right PIN opens a session on this device, which the next handshake shows', async () => {
    const { staff, signIn } = openStaffFloor()
    const answer = await signIn('seoyeon')
    if (!answer.ok) return expect.unreachable()
    const { session, me } = answer.value
    expect(me).toMatchObject({ id: 'seoyeon', role: 'associate', steppedUpUntil: null, mustChangePin: false })
    expect(staff.session(session, tablet1)).toMatchObject({ associate: 'seoyeon' })
    expect(staff.session(session, asId('tablet-2'))).toBeNull()
    expect(staff.session(`${session.slice(0, -1)}${session.endsWith('A') ? 'B' : 'A'}`, tablet1)).toBeNull()
  })

  test('[A10] the token is nowhere in the database, only its hash', async () => {
    const { db, signIn } = openStaffFloor()
    const answer = await signIn('seoyeon')
    if (!answer.ok) return expect.unreachable()
    const bytes = db.serialize()
    expect(bytes.includes(answer.value.session)).toBe(false)
    expect(bytes.includes(Buffer.from(answer.value.session, 'base64url'))).toBe(false)
    expect(bytes.includes(pinOf('seoyeon'))).toBe(false)
  })

  test('[A6] a wrong PIN, somebody unknown and somebody who left get one and the same answer', async () => {
    const { db, signIn } = openStaffFloor()
    db.exec(`update associates set state = 'left' where id = 'minjae'`)
    const answers = await Promise.all([
      signIn('seoyeon', WRONG_PIN),
      signIn('mallory', WRONG_PIN),
      signIn('minjae', pinOf('minjae')),
    ])
    expect(answers).toEqual(Array(3).fill({ ok: false, error: { code: 'wrong-pin' } }))
  })

  test('every try is on the record', async () => {
    const { record, signIn } = openStaffFloor()
    await signIn('seoyeon', WRONG_PIN)
    await signIn('seoyeon')
    expect(record.map(({ what, subject, result }) => [what, subject, result])).toEqual([
      ['staff.sign-in', 'seoyeon', 'wrong-pin'],
      ['staff.sign-in', 'seoyeon', 'signed-in'],
    ])
  })
})

describe('wrong PINs', () => {
  test('[A5] [A6] after five it is 1, then 5, then 15 minutes, then a person; for somebody unknown just so', async () => {
    for (const who of ['seoyeon', 'mallory']) {
      const floor = openStaffFloor()
      const at = () => floor.time.nowMs()
      expect(await tryTimes(floor, 6, who)).toEqual([
        ...Array<string>(5).fill('wrong-pin'),
        `locked ${at() + MINUTE_MS}`,
      ])
      for (const minutes of [1, 5, 15]) {
        expect(await tryTimes(floor, 1, who)).toEqual([`locked ${at() + minutes * MINUTE_MS}`])
        floor.time.advance(minutes * MINUTE_MS)
        expect(await tryTimes(floor, 1, who)).toEqual(['wrong-pin'])
      }
      expect(await tryTimes(floor, 1, who, pinOf(who))).toEqual(['locked person'])
      floor.time.advance(365 * 24 * 60 * MINUTE_MS)
      expect(await tryTimes(floor, 1, who)).toEqual(['locked person'])
    }
  })

  test('[A5] the limit survives a restart', async () => {
    const floor = openStaffFloor()
    await tryTimes(floor, 5)
    const restarted = openStaffFloor(FIRST_STAFF, floor.core)
    expect((await tryTimes(restarted, 1, 'seoyeon', pinOf('seoyeon')))[0]).toMatch(/^locked \d+$/)
  })

  test('[A5] many at once count as many: not one more than five is looked at', async () => {
    const floor = openStaffFloor()
    const codes = await Promise.all(Array.from({ length: 20 }, () => floor.signIn('seoyeon', WRONG_PIN)))
    expect(codes.filter((answer) => codeOf(answer) === 'wrong-pin')).toHaveLength(5)
  })

  test('the right one lets in and clears the count; while locked even the right one does not', async () => {
    const floor = openStaffFloor()
    await tryTimes(floor, 4)
    expect(codeOf(await floor.signIn('seoyeon'))).toBe('in')
    await tryTimes(floor, 5)
    expect(codeOf(await floor.signIn('seoyeon'))).toMatch(/^locked/)
    floor.time.advance(MINUTE_MS)
    expect(codeOf(await floor.signIn('seoyeon'))).toBe('in')
  })

  test('a device that tries for one after the other has to wait, whoever it tries for', async () => {
    const floor = openStaffFloor()
    floor.tries.left = 0
    expect(codeOf(await floor.signIn('seoyeon'))).toBe(`locked ${floor.time.nowMs() + MINUTE_MS}`)
  })

  test('whoever could undo a lock is never locked for good: of leads and managers one always comes in again', async () => {
    const floor = openStaffFloor()
    const wrongOnce = async (who: string) => {
      floor.time.advance(15 * MINUTE_MS)
      return tryTimes(floor, 1, who)
    }
    for (const who of ['jieun', 'junho']) for (let n = 0; n < 8; n++) await wrongOnce(who)
    // Both have had too many. There is nobody else, so for both it is time that helps.
    expect((await tryTimes(floor, 2, 'jieun'))[1]).toMatch(/^locked \d+$/)
    floor.time.advance(15 * MINUTE_MS)
    expect(codeOf(await floor.signIn('junho'))).toBe('in')
    expect(codeOf(await floor.signIn('jieun'))).toBe('locked person')
  })

  test('tries of names that nobody bears are forgotten after a day, others never by time alone', async () => {
    const floor = openStaffFloor()
    await tryTimes(floor, 1, 'mallory')
    await tryTimes(floor, 1, 'seoyeon')
    floor.time.advance(25 * 60 * MINUTE_MS)
    floor.staff.tidy()
    expect(floor.db.prepare('select associate from pin_tries').pluck().all()).toEqual(['seoyeon'])
  })
})

describe('who may take a device in hand', () => {
  test('names only; PINs of the demonstration while they are the ones it gave', async () => {
    const { db, handlers } = openStaffFloor()
    db.exec(`update associates set pin_hash = 'another' where id = 'junho'`)
    db.exec(`update associates set state = 'left' where id = 'yuna'`)
    const answer = await handlers['staff:list'](callerOf('tablet', 'tablet-1'), {})
    if (!answer.ok) return expect.unreachable()
    expect(answer.value.associates).toContainEqual({ id: 'jieun', name: '지은' })
    expect(answer.value.associates.map(({ id }) => id)).not.toContain('yuna')
    expect(answer.value.demoPins).toMatchObject({ jieun: pinOf('jieun'), seoyeon: pinOf('seoyeon') })
    expect(answer.value.demoPins).not.toHaveProperty('junho')
  })

  test('a real store starts with nobody and tells no PIN', async () => {
    const { handlers } = openStaffFloor(null)
    const answer = await handlers['staff:list'](callerOf('tablet', 'tablet-1'), {})
    expect(answer).toEqual({ ok: true, value: { associates: [], demoPins: null } })
  })

  test('somebody of every role is in the demonstration, under names that stay', () => {
    expect(new Set(FIRST_STAFF.map(({ role }) => role)).size).toBe(6)
    expect(FIRST_STAFF.slice(0, 3).map(({ id, role }) => `${id} ${role}`)).toEqual([
      'jieun manager',
      'junho lead',
      'seoyeon associate',
    ])
  })

  test('somebody who is not on the list is not known, but still has a name to show', () => {
    const { staff } = openStaffFloor()
    expect([staff.isKnown(asId<AssociateId>('jieun')), staff.nameOf(asId('jieun'))]).toEqual([true, '지은'])
    expect([staff.isKnown(asId('mallory')), staff.nameOf(asId('mallory'))]).toEqual([false, 'mallory'])
  })
})
