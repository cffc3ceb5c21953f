import { until } from '@dangol/client/testing/until.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JIEUN, staffMe } from '../testing/samples.ts'
import { startStaffApp } from '../testing/staff-app.ts'
import type { StaffApp } from '../testing/staff-app.ts'
import { useStaffStore } from './staff/staff-store.ts'
import { useStepUpStore } from './staff/step-up-store.ts'
import { useAction } from './use-action.ts'

const done = { ok: true, value: 'done' } as const
const refused = { ok: false, error: { code: 'sold-out' } } as const
const needsPasskey = { ok: false, error: { code: 'not-allowed', detail: 'step-up' } } as const
const PASSKEY = { id: 'k', name: '태블릿 1', madeAt: 0, lastUsedAt: null }

let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

describe('an action', () => {
  it('tells what is under way, and then the value', async () => {
    const { run, underWay } = app.use(useAction)
    const running = run('place', () => Promise.resolve(done))
    expect(underWay.value).toBe('place')
    expect(await running).toEqual({ value: 'done' })
    expect(underWay.value).toBeNull()
  })

  it('keeps why it was refused until the next one', async () => {
    const { run, refusal } = app.use(useAction)
    expect(await run('place', () => Promise.resolve(refused))).toBeNull()
    expect(refusal.value).toEqual({ code: 'sold-out' })
    await run('place', () => Promise.resolve(done))
    expect(refusal.value).toBeNull()
  })

  it('is not started twice by a double tap', async () => {
    const { run } = app.use(useAction)
    let started = 0
    const act = () => {
      started += 1
      return Promise.resolve(done)
    }
    const [first, second] = await Promise.all([run('place', act), run('place', act)])
    expect([first, second, started]).toEqual([{ value: 'done' }, null, 1])
  })
})

describe('an action that needs a passkey', () => {
  /** Refused until the store has seen one. */
  let steppedUp: boolean
  const act = () => Promise.resolve(steppedUp ? done : needsPasskey)

  beforeEach(async () => {
    steppedUp = false
    const me = staffMe({ passkeys: [PASSKEY] })
    app.store.answer('staff:sign-in', () => ({ ok: true, value: { session: 's'.repeat(43), me } }))
    app.store.answer('staff:me', () => ({ ok: true, value: me }))
    app.store.answer('staff:step-up-begin', () => ({ ok: true, value: { options: {} } }))
    app.store.answer('staff:step-up', () => {
      steppedUp = true
      return { ok: true, value: { ...me, steppedUpUntil: 1 } }
    })
    await app.use(useStaffStore).signIn(JIEUN, '503917')
    await until(() => app.link.status() === 'online', 'the link')
  })

  it('asks for it, and is done after all', async () => {
    const stepUp = app.use(useStepUpStore)
    const { run, refusal } = app.use(useAction)
    const running = run('export', act)
    await until(() => stepUp.state.kind === 'open', 'the question')
    await stepUp.show()
    expect([await running, refusal.value, stepUp.state.kind]).toEqual([{ value: 'done' }, null, 'idle'])
  })

  it('stays refused when nobody shows one', async () => {
    const stepUp = app.use(useStepUpStore)
    const { run, refusal } = app.use(useAction)
    const running = run('export', act)
    await until(() => stepUp.state.kind === 'open', 'the question')
    stepUp.cancel()
    expect(await running).toBeNull()
    expect(refusal.value).toEqual({ code: 'not-allowed', detail: 'step-up' })
  })

  it('says what went wrong with the passkey, and may be tried again', async () => {
    const stepUp = app.use(useStepUpStore)
    const running = app.use(useAction).run('export', act)
    await until(() => stepUp.state.kind === 'open', 'the question')
    app.passkeys.answer = { ok: false, error: { code: 'cancelled' } }
    await stepUp.show()
    expect(stepUp.state).toMatchObject({ ask: 'passkey', problem: { by: 'machine', code: 'cancelled' } })
    app.passkeys.answer = { ok: true, value: {} }
    app.store.answer('staff:step-up', () => ({ ok: false, error: { code: 'not-verified' } }))
    await stepUp.show()
    expect(stepUp.state).toMatchObject({ problem: { by: 'store', code: 'not-verified' } })
    stepUp.cancel()
    await running
  })

  it('asks somebody without a passkey to make one first', async () => {
    const [stepUp, staff] = [app.use(useStepUpStore), app.use(useStaffStore)]
    staff.became(staffMe())
    const asked = stepUp.ask()
    expect(stepUp.state).toMatchObject({ kind: 'open', ask: 'make' })
    staff.became(staffMe({ passkeys: [PASSKEY] }))
    stepUp.made()
    expect(stepUp.state).toMatchObject({ ask: 'passkey' })
    await stepUp.show()
    expect(await asked).toBe(true)
  })
})

it('asks the store whose the device is, when it is refused for want of signing in', async () => {
  const { run } = app.use(useAction)
  app.holder.session = 's'.repeat(43)
  app.store.answer('staff:me', () => ({ ok: true, value: null }))
  await until(() => app.link.status() === 'online', 'the link')
  await run('serve', () => Promise.resolve({ ok: false, error: { code: 'not-allowed', detail: 'sign-in' } } as const))
  const staff = app.use(useStaffStore)
  await until(() => staff.hold.kind === 'nobody' && staff.hold.why === 'ended', 'the end of the session')
})
