import { STEP_UP_LASTS_MS } from '@dangol/domain/trust/authorise.ts'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { describe, expect, test } from 'vitest'
import type { Caller } from '../../transport/handler.ts'
import { createTestPasskey } from '../../testing/passkey.ts'
import type { TestPasskey } from '../../testing/passkey.ts'
import { openStaffFloor, pinOf, WRONG_PIN } from '../../testing/staff-floor.ts'
import type { StaffFloor } from '../../testing/staff-floor.ts'
import { CHALLENGE_LASTS_MS, PASSKEYS_MAX } from './passkey-page.ts'

const PAGE = 'http://localhost:4600'
const jieunAt = (floor: StaffFloor, page: string | undefined = PAGE, deviceId = 'office-1') =>
  floor.holding('jieun', deviceId, 'office', page)

const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code)

async function optionsFor(floor: StaffFloor, caller: Caller, pin = pinOf('jieun')) {
  const begun = await floor.handlers['staff:passkey-begin'](caller, { pin })
  return begun.ok ? begun.value.options : expect.unreachable(begun.error.code)
}
async function add(floor: StaffFloor, caller: Caller, passkey: TestPasskey, changed = {}) {
  const response = passkey.register(await optionsFor(floor, caller), changed)
  return floor.handlers['staff:passkey-add'](caller, { commandId: floor.commandId(), response, name: '내 전화기' })
}
async function challenged(floor: StaffFloor, caller: Caller) {
  const begun = await floor.handlers['staff:step-up-begin'](caller, {})
  return begun.ok ? begun.value.options : expect.unreachable(begun.error.code)
}
const stepUp = async (floor: StaffFloor, caller: Caller, passkey: TestPasskey, changed = {}) =>
  floor.handlers['staff:step-up'](caller, { response: passkey.show(await challenged(floor, caller), changed) })

/** A manager with a passkey, signed in at the page. */
async function open(page = PAGE) {
  const floor = openStaffFloor()
  const caller = jieunAt(floor, page)
  const passkey = createTestPasskey(page)
  expect(codeOf(await add(floor, caller, passkey))).toBe('ok')
  return { floor, caller, passkey, isSteppedUp: () => floor.staff.standing(caller)?.steppedUp }
}

describe('a passkey of one’s own', () => {
  test('is made after the PIN, listed, shown, and counts for five minutes', async () => {
    const { floor, caller, passkey, isSteppedUp } = await open()
    expect(isSteppedUp()).toBe(false)
    const answer = await stepUp(floor, caller, passkey)
    expect(answer).toMatchObject({
      ok: true,
      value: {
        passkeys: [{ id: passkey.id, name: '내 전화기' }],
        steppedUpUntil: floor.time.nowMs() + STEP_UP_LASTS_MS,
      },
    })
    expect(isSteppedUp()).toBe(true)
    floor.time.advance(STEP_UP_LASTS_MS - 1)
    expect(isSteppedUp()).toBe(true)
    floor.time.advance(1)
    expect(isSteppedUp()).toBe(false)
  })

  test('works under the store’s own name over TLS', async () => {
    const { floor, caller, passkey } = await open('https://s0123.stores.example.com')
    expect(codeOf(await stepUp(floor, caller, passkey))).toBe('ok')
  })

  test.each([
    ['a bare address', 'https://192.168.0.10:4600'],
    ['a bare address of six', 'https://[fd00::10]:4600'],
    ['a name without TLS', 'http://s0123.stores.example.com'],
    ['no page at all', undefined],
  ])('there is none under %s', async (_name, page) => {
    const floor = openStaffFloor()
    const caller = page === undefined ? floor.holding('jieun', 'office-1', 'office') : jieunAt(floor, page)
    const begun = await floor.handlers['staff:passkey-begin'](caller, { pin: pinOf('jieun') })
    expect(codeOf(begun)).toBe('no-passkeys-here')
    expect(codeOf(await floor.handlers['staff:step-up-begin'](caller, {}))).toBe('no-passkeys-here')
  })

  test('needs the PIN just then, and a wrong one counts like at the door', async () => {
    const floor = openStaffFloor()
    const caller = jieunAt(floor)
    const begin = () => floor.handlers['staff:passkey-begin'](caller, { pin: WRONG_PIN })
    const codes = []
    for (let n = 0; n < 6; n++) codes.push(codeOf(await begin()))
    expect(codes).toEqual([...Array<string>(5).fill('wrong-pin'), 'locked'])
    expect(codeOf(await floor.signIn('jieun'))).toBe('locked')
  })

  test('there are at most so many, and none twice', async () => {
    const { floor, caller, passkey } = await open()
    expect(codeOf(await add(floor, caller, passkey))).toBe('not-verified')
    for (let n = 1; n < PASSKEYS_MAX; n++) {
      expect(codeOf(await add(floor, caller, createTestPasskey(PAGE)))).toBe('ok')
    }
    const begun = await floor.handlers['staff:passkey-begin'](caller, { pin: pinOf('jieun') })
    expect(codeOf(begun)).toBe('too-many-passkeys')
  })

  test('a removed one is worth nothing; nobody removes another’s', async () => {
    const { floor, caller, passkey } = await open()
    const options = await challenged(floor, caller)
    const remove = (by: Caller) =>
      floor.handlers['staff:passkey-remove'](by, { commandId: floor.commandId(), id: passkey.id })
    expect(codeOf(await remove(floor.holding('junho', 'tablet-1')))).toBe('no-such-passkey')
    expect(await remove(caller)).toMatchObject({ ok: true, value: { passkeys: [] } })
    const shown = await floor.handlers['staff:step-up'](caller, { response: passkey.show(options) })
    expect(codeOf(shown)).toBe('not-verified')
    expect(codeOf(await floor.handlers['staff:step-up-begin'](caller, {}))).toBe('no-passkey')
  })

  test('a repeated command answers as at first, and its challenge is not needed again', async () => {
    const floor = openStaffFloor()
    const caller = jieunAt(floor)
    const command = {
      commandId: floor.commandId(),
      response: createTestPasskey(PAGE).register(await optionsFor(floor, caller)),
      name: '열쇠',
    }
    const first = await floor.handlers['staff:passkey-add'](caller, command)
    expect(first).toMatchObject({ ok: true })
    expect(await floor.handlers['staff:passkey-add'](caller, command)).toEqual(first)
  })
})

describe('what does not step up', () => {
  test('the same answer again: the challenge went with the first, though the library would take it twice', async () => {
    const { floor, caller, passkey } = await open()
    const options = await challenged(floor, caller)
    const response = passkey.show(options)
    const again = () => floor.handlers['staff:step-up'](caller, { response })
    expect(codeOf(await again())).toBe('ok')
    expect(codeOf(await again())).toBe('not-verified')

    const key = floor.db.prepare<[], { publicKey: Buffer }>('select public_key as publicKey from passkeys').get()
    const byLibrary = () =>
      verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: String(options['challenge']),
        expectedOrigin: PAGE,
        expectedRPID: 'localhost',
        credential: { id: passkey.id, publicKey: new Uint8Array(key?.publicKey ?? []), counter: 0 },
      })
    expect([(await byLibrary()).verified, (await byLibrary()).verified]).toEqual([true, true])
  })

  test('two of the same at once: one counts', async () => {
    const { floor, caller, passkey } = await open()
    const response = passkey.show(await challenged(floor, caller))
    const show = async () => floor.handlers['staff:step-up'](caller, { response })
    const both = await Promise.all([show(), show()])
    expect(both.map(codeOf).sort()).toEqual(['not-verified', 'ok'])
  })

  test.each([
    ['made for another page', { origin: 'http://localhost:4601' }],
    ['made for another name', { rpId: 'evil.example' }],
    ['without anybody having shown the device that it is them', { userVerified: false }],
  ])('one %s', async (_name, changed) => {
    const { floor, caller, passkey, isSteppedUp } = await open()
    expect(codeOf(await stepUp(floor, caller, passkey, changed))).toBe('not-verified')
    expect(isSteppedUp()).toBe(false)
  })

  test('one whose counter went back: it was copied', async () => {
    const { floor, caller, passkey } = await open()
    expect(codeOf(await stepUp(floor, caller, passkey, { counter: 9 }))).toBe('ok')
    expect(codeOf(await stepUp(floor, caller, passkey, { counter: 9 }))).toBe('not-verified')
  })

  test('an answer that took too long, one to nothing, and what is no answer at all', async () => {
    const { floor, caller, passkey } = await open()
    const options = await challenged(floor, caller)
    floor.time.advance(CHALLENGE_LASTS_MS)
    const shown = (response: Record<string, unknown>) => floor.handlers['staff:step-up'](caller, { response })
    expect(codeOf(await shown(passkey.show(options)))).toBe('not-verified')
    expect(codeOf(await shown(passkey.show(options)))).toBe('not-verified')
    await challenged(floor, caller)
    expect(codeOf(await shown({ id: passkey.id, nonsense: [1] }))).toBe('not-verified')
  })

  test('another person’s, another session’s, and a new one’s own challenge', async () => {
    const { floor, caller, passkey } = await open()
    const junho = floor.holding('junho', 'tablet-1', 'tablet', PAGE)
    expect(codeOf(await floor.handlers['staff:step-up-begin'](junho, {}))).toBe('no-passkey')
    const elsewhere = jieunAt(floor, PAGE, 'office-2')
    const options = await challenged(floor, caller)
    const shown = await floor.handlers['staff:step-up'](elsewhere, { response: passkey.show(options) })
    expect(codeOf(shown)).toBe('not-verified')
    const registering = passkey.show(await optionsFor(floor, caller))
    expect(codeOf(await floor.handlers['staff:step-up'](caller, { response: registering }))).toBe('not-verified')
  })

  test('[A11] [A17] a step-up is the session’s own: elsewhere, and after signing in again, there is none', async () => {
    const { floor, caller, passkey } = await open()
    await stepUp(floor, caller, passkey)
    expect(floor.staff.standing(jieunAt(floor, PAGE, 'office-2'))?.steppedUp).toBe(false)
    expect(floor.staff.standing(jieunAt(floor))?.steppedUp).toBe(false)
  })
})

test('step-ups and failures are on the record', async () => {
  const { floor, caller, passkey } = await open()
  await stepUp(floor, caller, passkey)
  await stepUp(floor, caller, passkey, { userVerified: false })
  expect(floor.record.map(({ who, what, result }) => `${who} ${what} ${result}`)).toEqual([
    'jieun staff.passkey-add added',
    'jieun staff.step-up stepped-up',
    'jieun staff.step-up not-verified',
  ])
})
