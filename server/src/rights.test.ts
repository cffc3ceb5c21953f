import type { AssociateId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { DEVICE_KINDS } from '@dangol/protocol/handshake.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { describe, expect, test } from 'vitest'
import { FIRST_STAFF } from './features/staff/first-staff.ts'
import { createStore } from './store.ts'
import { expectedRights } from './testing/expected-rights.ts'
import type { ExpectedRight } from './testing/expected-rights.ts'
import { startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'
import type { Carrier } from './transport/carrier.ts'
import type { Caller } from './transport/handler.ts'

/** Nothing is sent, and no connection ends: what is refused here is refused by the right that is read, not by the cut. */
const silent: Carrier = {
  ...{ join: () => undefined, leave: () => undefined, toRoom: () => undefined },
  ...{ cut: () => undefined, toOne: () => undefined },
}
const LEVELS = ['L0', 'L1', 'L2', 'L3'] as const

/** A whole store behind a desk, with somebody of every role. */
async function open() {
  const server = await startTestStore([], { limits: { requestsPerSecond: 1_000_000 } })
  const store = createStore({ ...server.deps, timers: server.time }, silent)
  const come = (kind: DeviceKind, id: string, associate: string | null): Caller => {
    const device = { id, kind }
    const session =
      associate === null ? {} : { session: store.features.staff.beginSession(associate as AssociateId, id as DeviceId) }
    const auth = { protocol: PROTOCOL_VERSION, device, token: server.deps.deviceKeys[kind], ...session }
    const admitted = store.desk.admit(auth)
    return admitted.ok ? admitted.value : expect.unreachable(admitted.error.code)
  }
  const codeOf = async (caller: Caller, name: string, input: object) => {
    const answer = (await store.desk.ask(caller, name, input)) as {
      ok: boolean
      error?: { code: string; detail?: string }
    }
    return answer.error?.code === 'not-allowed' ? `not-allowed ${sorted(answer.error.detail)}` : 'allowed'
  }
  const close = async () => {
    await store.stop()
    await server.close()
  }
  return { server, store, come, codeOf, close }
}
/** Roles in whichever order. */
const sorted = (detail = ''): string =>
  detail.startsWith('role:') ? `role:${detail.slice('role:'.length).split(',').sort().join(',')}` : detail

type Open = Awaited<ReturnType<typeof open>>

/** A visit at the kiosk, known as well as the level says; whoever asks about it may act in it. */
async function visitsByLevel({ server, store, come }: Open) {
  const visits: { level: string | null; kiosk: Caller; visitId: VisitId | null }[] = []
  for (const level of LEVELS) {
    const kiosk = come('kiosk', `kiosk-${level.toLowerCase()}`, null)
    const begun = (await store.desk.ask(kiosk, 'visits:begin', { commandId: server.newCommandId(), lang: 'ko' })) as {
      value: { id: VisitId }
    }
    // No member and no phone here: only what the desk makes of a level is looked at.
    server.deps.db
      .prepare('update visits set level = ?, approved_until = ? where id = ?')
      .run(level, level === 'L3' ? server.time.nowMs() + 600_000 : null, begun.value.id)
    visits.push({ level, kiosk, visitId: begun.value.id })
  }
  return [...visits, { level: null, kiosk: come('kiosk', 'kiosk-9', null), visitId: null }]
}

/** Everybody of the demonstration and nobody, on every kind of device, with a passkey shown and without. */
function* everybody({ server, come }: Open) {
  for (const kind of DEVICE_KINDS) {
    for (const person of [...FIRST_STAFF, null]) {
      for (const shown of [false, true]) {
        const device = `${kind}-of-${person?.id ?? 'nobody'}`
        const caller = come(kind, device, person?.id ?? null)
        if (shown) server.stepUp(device)
        // A kiosk is never held, whatever sign-in it brings.
        yield { kind, role: person?.role ?? null, passkey: shown && person !== null && kind !== 'kiosk', caller }
      }
    }
  }
}

/** What must come of it, in the order in which it is judged. */
function expected(
  right: ExpectedRight,
  who: { kind: DeviceKind; role: string | null; passkey: boolean },
  level: string | null,
) {
  const no = (detail: string) => `not-allowed ${detail}`
  if (!right.devices.includes(who.kind)) return no(`device:${right.devices.join(',')}`)
  if (right.roles !== null && who.kind !== 'kiosk') {
    if (who.role === null) return no('sign-in')
    if (!right.roles.includes(who.role)) return no(`role:${[...right.roles].sort().join(',')}`)
  }
  if (right.level !== null && (level === null || level < right.level)) return no(`level:${right.level}`)
  return right.passkey && !who.passkey ? no('step-up') : 'allowed'
}

describe('who may ask what', () => {
  test('the table names every request there is, once', () => {
    expect(expectedRights().map(({ name }) => name)).toEqual(Object.keys(REQUESTS).sort())
  })

  test('[A16] every request, from every device, by every role and by nobody, with and without a passkey, at every level', async () => {
    const shop = await open()
    const visits = await visitsByLevel(shop)
    const wrong: string[] = []
    let asked = 0
    for (const { kind, role, passkey, caller } of everybody(shop)) {
      for (const { level, kiosk, visitId } of visits) {
        // A field that no request knows: what is allowed is refused for its form, and nothing happens.
        const input = { 'no such field': true, ...(visitId === null ? {} : { visitId }) }
        for (const right of expectedRights()) {
          const is = await shop.codeOf(kind === 'kiosk' ? kiosk : caller, right.name, input)
          const shouldBe = expected(right, { kind, role, passkey }, level)
          asked += 1
          if (is !== shouldBe) wrong.push(`${right.name} ${kind} ${role} ${passkey} ${level}: ${is}, not ${shouldBe}`)
        }
      }
    }
    await shop.close()
    expect(wrong).toEqual([])
    expect(asked).toBe(
      Object.keys(REQUESTS).length * DEVICE_KINDS.length * (FIRST_STAFF.length + 1) * 2 * visits.length,
    )
  })

  test('[A16] what is not in the list may be asked by nobody', async () => {
    const shop = await open()
    const answer = await shop.store.desk.ask(shop.come('office', 'office-1', 'jieun'), 'people:fire', {})
    expect(answer).toEqual({ ok: false, error: { code: 'malformed' } })
    await shop.close()
  })
})

describe('[A17] [T3] somebody who is demoted while connected', () => {
  const demotion = (server: TestStore) => ({
    ...{ commandId: server.newCommandId(), id: 'junho' as AssociateId, name: '준호' },
    ...{ role: 'technician' as const, state: 'active' as const },
  })

  test('is refused with the next message, on the same connection', async () => {
    const { come, codeOf, close, store, server } = await open()
    const [tablet, office] = [come('tablet', 'tablet-1', 'junho'), come('office', 'office-1', 'jieun')]
    server.stepUp('office-1')
    const find = () => codeOf(tablet, 'customers:find', {})
    expect(await find()).toBe('allowed')
    // Asked in one turn: the change is not even durable when the next message is looked at.
    const changed = store.desk.ask(office, 'people:change', demotion(server))
    expect(await find()).toBe('not-allowed sign-in')
    expect(await changed).toMatchObject({ ok: true, value: { role: 'technician' } })
    await close()
  })

  test('loses the connection, is told of nothing any more, and comes back as nobody', async () => {
    const server = await startTestStore()
    const tablet = await server.connect('tablet', 'tablet-1', { associate: 'junho' })
    const session = server.signIn('junho', 'tablet-1')
    const revoked: unknown[] = []
    tablet.socket.on('log:revoked', (message) => revoked.push(message))
    expect(await tablet.ask('sync:subscribe', { topic: 'floor', cursor: null })).toMatchObject({ ok: true })
    const gone = new Promise((resolve) => tablet.socket.once('disconnect', resolve))
    const office = await server.connect('office', 'office-1')
    server.stepUp('office-1')
    expect(await office.ask('people:change', demotion(server))).toMatchObject({
      ok: true,
      value: { role: 'technician', signedInOn: [] },
    })
    expect(await gone).toBe('io server disconnect')
    expect(revoked).toEqual([{ topic: 'floor' }])

    const device = { id: 'tablet-1', kind: 'tablet' }
    const again = server.knock({ protocol: PROTOCOL_VERSION, device, token: server.deps.deviceKeys.tablet, session })
    await new Promise<void>((resolve) => again.on('connect', resolve))
    expect(await again.emitWithAck('staff:me', {})).toEqual({ ok: true, value: null })
    const refused: unknown = await again.emitWithAck('customers:find', { query: '김', reason: 'present' })
    expect(refused).toEqual({ ok: false, error: { code: 'not-allowed', detail: 'sign-in' } })
    await server.close()
  })
})
