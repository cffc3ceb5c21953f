import { until } from '@dangol/client/testing/until.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consentReceipt, CUSTOMER, staffMe, subjectView } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'
import { useStepUpStore } from '../../app/staff/step-up-store.ts'
import { usePrivacyStore } from './privacy-store.ts'
import { isReason } from '../reason.ts'

const OTHER = 'c'.repeat(32) as CustomerId
const WHY = '본인 요청 2026-11'
const other = subjectView({ customerId: OTHER, number: 'W-19844', maskedName: '김*' })
const merged = { customerId: OTHER, maskedName: '김*', number: 'W-19844', mergedAt: 1_000, by: '하늘' }

let app: StaffApp
beforeEach(() => {
  app = startStaffApp('office')
  app.store.answer('privacy:subject', ({ number }) => {
    if (number === 'M-102770') return { ok: true, value: subjectView() }
    return number === 'W-19844' ? { ok: true, value: other } : { ok: false, error: { code: 'unknown-customer' } }
  })
  app.store.answer('privacy:ledger', () => ({ ok: true, value: { receipts: [consentReceipt()], whole: true } }))
})
afterEach(() => app.stop())
const asked = (name: string) => app.store.received.filter((one) => one.name === name).map(({ input }) => input)

async function opened() {
  const privacy = app.use(usePrivacyStore)
  await until(() => app.link.status() === 'online', 'the line')
  return privacy
}
async function found() {
  const privacy = await opened()
  await privacy.find('M-102770', WHY)
  return privacy
}

describe('the privacy officer’s desk', () => {
  it('finds one customer by number, with the reason that is put on record', async () => {
    const privacy = await found()
    expect([privacy.subject, privacy.reason]).toEqual([subjectView(), WHY])
    expect(asked('privacy:subject')).toEqual([{ number: 'M-102770', reason: WHY }])
  })

  it('shows nobody any more when the next number is unknown', async () => {
    const privacy = await found()
    expect(await privacy.find('M-1', WHY)).toBe(false)
    expect([privacy.subject, privacy.finding.refusal]).toEqual([null, { code: 'unknown-customer' }])
  })

  it('reads no receipts until it is asked to: each look is on record', async () => {
    const privacy = await found()
    expect(asked('privacy:ledger')).toEqual([])
    await privacy.openLedger()
    expect([asked('privacy:ledger'), privacy.ledger?.receipts]).toEqual([
      [{ customerId: CUSTOMER }],
      [consentReceipt()],
    ])
  })

  it('gives everything as a file, for a reason', async () => {
    const file = { name: 'dangol-M-102770.json', text: '{}' }
    app.store.answer('privacy:export', () => ({ ok: true, value: file }))
    const privacy = await found()
    expect(await privacy.exported('요청서 12')).toEqual(file)
    expect(asked('privacy:export')).toMatchObject([{ customerId: CUSTOMER, reason: '요청서 12' }])
  })

  it('asks for a passkey where the store wants one, and then does it', async () => {
    let shown = false
    app.store.answer('privacy:erase', () =>
      shown ? { ok: true, value: null } : { ok: false, error: { code: 'not-allowed', detail: 'step-up' } },
    )
    app.store.answer('staff:step-up-begin', () => ({ ok: true, value: { options: {} } }))
    app.store.answer('staff:step-up', () => ((shown = true), { ok: true, value: staffMe() }))
    const privacy = await found()
    app.use(useStaffStore)
    const stepUp = app.use(useStepUpStore)
    const erasing = privacy.erase(WHY)
    await until(() => stepUp.state.kind === 'open', 'the question')
    await stepUp.show()
    expect(await erasing).toBe(true)
  })

  it('keeps nothing of who was erased but the number to say so', async () => {
    app.store.answer('privacy:erase', () => ({ ok: true, value: null }))
    const privacy = await found()
    await privacy.openLedger()
    expect(await privacy.erase(WHY)).toBe(true)
    expect([privacy.subject, privacy.ledger, privacy.erased]).toEqual([null, null, 'M-102770'])
    await privacy.find('W-19844', WHY)
    expect(privacy.erased).toBeNull()
  })

  it('shows whom a customer would be merged with before it is done, and parts them again', async () => {
    app.store.answer('privacy:merge', () => ({ ok: true, value: subjectView({ merged: [merged] }) }))
    app.store.answer('privacy:unmerge', () => ({ ok: true, value: subjectView() }))
    const privacy = await found()
    expect(await privacy.merge(WHY)).toBe(false)
    await privacy.findOther('W-19844', WHY)
    expect(privacy.other).toEqual(other)
    expect(await privacy.merge(WHY)).toBe(true)
    expect(asked('privacy:merge')).toMatchObject([{ into: CUSTOMER, from: OTHER, reason: WHY }])
    expect([privacy.subject?.merged, privacy.other]).toEqual([[merged], null])
    expect(await privacy.unmerge(WHY)).toBe(true)
    expect(privacy.subject?.merged).toEqual([])
  })

  it('keeps the customer where the store refuses, with its reason', async () => {
    app.store.answer('privacy:merge', () => ({ ok: false, error: { code: 'already-merged' } }))
    const privacy = await found()
    await privacy.findOther('W-19844', WHY)
    expect(await privacy.merge(WHY)).toBe(false)
    expect([privacy.subject, privacy.acting.refusal]).toEqual([subjectView(), { code: 'already-merged' }])
  })

  it('holds nothing of a customer once the office is locked', async () => {
    const privacy = await found()
    await privacy.openLedger()
    await privacy.findOther('W-19844', WHY)
    privacy.forget()
    expect([privacy.subject, privacy.ledger, privacy.other, privacy.reason, privacy.erased]).toEqual([
      ...[null, null, null],
      ...['', null],
    ])
  })
})

it.each([
  ['', false],
  ['   a   ', false],
  ['본인 요청', true],
  ['x'.repeat(201), false],
])('a reason of %j counts: %s', (reason, counts) => {
  expect(isReason(reason)).toBe(counts)
})
