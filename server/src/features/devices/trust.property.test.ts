import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asId, callerOf } from '../../testing/store-core.ts'
import { PAIRING_LASTS_MS } from './pairing.ts'
import { newDevice } from './testing/device-in-hand.ts'
import { openTrustFloor } from './testing/trust-floor.ts'

const MACHINES = Array.from({ length: 3 }, newDevice)
const IDS = ['kiosk-1', 'kiosk-2'].map((id) => asId<DeviceId>(id))

const machine = fc.nat(MACHINES.length - 1)
const name = fc.nat(IDS.length - 1)
const step = fc.oneof(
  fc.record({ do: fc.constant('ask' as const), machine }),
  fc.record({ do: fc.constant('approve' as const), machine, name }),
  fc.record({ do: fc.constant('revoke' as const), name }),
  fc.record({ do: fc.constant('rotate' as const), name, machine }),
  fc.record({ do: fc.constant('wait' as const) }),
  fc.record({ do: fc.constant('restart' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** What should be: which machine is which device, and which waits with which code. */
class Expected {
  readonly devices = new Map<DeviceId, number>()
  readonly codes = new Map<number, string>()
  keyIsFree = (machine: number): boolean => ![...this.devices.values()].includes(machine)
}

function open() {
  const floor = openTrustFloor()
  const world = { trust: floor.trust }
  const knows = (machine: number, id: DeviceId) => {
    const device = MACHINES[machine] ?? newDevice()
    const said = { challenge: world.trust.challenge(), host: 'store.internal:4600', claims: [id, 'kiosk'] }
    return world.trust.knows({ protocol: 2, device: { id, kind: 'kiosk' }, proof: device.prove('connect', said) })
  }
  return { floor, world, knows }
}

function take(one: Step, { floor, world }: ReturnType<typeof open>, expected: Expected): void {
  const { commandId, office, time } = floor
  if (one.do === 'wait') {
    time.advance(PAIRING_LASTS_MS)
    expected.codes.clear()
  } else if (one.do === 'restart') {
    world.trust = floor.start()
  } else if (one.do === 'ask') {
    const device = MACHINES[one.machine] ?? newDevice()
    const said = { challenge: world.trust.challenge(), host: 'store.internal:4600', claims: ['kiosk'] }
    const asked = world.trust.pair({ ...device.prove('pair', said), kind: 'kiosk' }, `10.0.0.${one.machine}`)
    const isPending = asked.ok && asked.value.state === 'pending'
    if (isPending && asked.value.state === 'pending') expected.codes.set(one.machine, asked.value.code)
    if (asked.ok) expect(isPending).toBe(expected.keyIsFree(one.machine))
  } else if (one.do === 'approve') {
    const code = expected.codes.get(one.machine)
    const id = IDS[one.name] ?? asId<DeviceId>('none')
    if (code === undefined) return
    const answer = world.trust.handlers['devices:approve'](office, {
      commandId: commandId(),
      code,
      deviceId: id,
      name: 'x',
    })
    if (!expected.keyIsFree(one.machine)) expect(answer).toMatchObject({ error: { code: 'no-such-code' } })
    else if (expected.devices.has(id)) expect(answer).toMatchObject({ error: { code: 'id-taken' } })
    else {
      expect(answer).toMatchObject({ ok: true })
      expected.devices.set(id, one.machine)
      expected.codes.delete(one.machine)
    }
  } else if (one.do === 'revoke') {
    const deviceId = IDS[one.name] ?? asId<DeviceId>('none')
    void world.trust.handlers['devices:revoke'](office, { commandId: commandId(), deviceId })
    expected.devices.delete(deviceId)
  } else rotate(one, { floor, world }, expected)
}

/** The device takes another machine's key, which that machine lends it. */
function rotate(
  one: Extract<Step, { do: 'rotate' }>,
  { floor, world }: Pick<ReturnType<typeof open>, 'floor' | 'world'>,
  expected: Expected,
): void {
  const id = IDS[one.name] ?? asId<DeviceId>('none')
  const [old, next] = [MACHINES[expected.devices.get(id) ?? 0] ?? newDevice(), MACHINES[one.machine] ?? newDevice()]
  const commandId = floor.commandId()
  const said = { what: 'rotate' as const, challenge: commandId, host: '', claims: [next.publicKey] }
  const answer = world.trust.handlers['devices:rotate'](callerOf('kiosk', id), {
    ...{ commandId, publicKey: next.publicKey },
    signedByOld: old.sign({ ...said, publicKey: old.publicKey }),
    signedByNew: next.sign({ ...said, publicKey: next.publicKey }),
  })
  if (!expected.devices.has(id)) return expect(answer).toMatchObject({ error: { code: 'not-paired' } })
  if (!expected.keyIsFree(one.machine)) return expect(answer).toMatchObject({ error: { code: 'bad-proof' } })
  expect(answer).toMatchObject({ ok: true })
  expected.devices.set(id, one.machine)
}

test('[A12] [A19] whatever is asked, approved, revoked and changed: who has the key of a device of the house is let in as it, and nobody else', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const store = open()
      const expected = new Expected()
      for (const one of steps) take(one, store, expected)
      for (const id of IDS) {
        expect(store.world.trust.isActive(id)).toBe(expected.devices.has(id))
        for (const machine of MACHINES.keys()) {
          expect(store.knows(machine, id)).toBe(expected.devices.get(id) === machine ? 'yes' : 'no')
        }
      }
      expect(folded(store.floor.appended)).toEqual(byId(store.world.trust.snapshot('fleet')))
    }),
    { numRuns: 60 },
  )
})

/** What an office knows that heard every change, and one that asks now. */
function folded(appended: ReturnType<typeof openTrustFloor>['appended']): Map<string, Put> {
  const entries = appended.filter(({ topic }) => topic === 'fleet')
  return byId(entries.flatMap(({ entry }) => entry.puts))
}
const byId = (puts: readonly Put[]): Map<string, Put> => new Map(puts.map((put) => [put.id, put]))
