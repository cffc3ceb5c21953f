import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { expect, test } from 'vitest'
import type { Carrier } from './carrier.ts'
import { createFollowers } from './followers.ts'
import type { Caller } from './handler.ts'

const caller = (associate: string | null, deviceId = 'tablet-1', protocol = PROTOCOL_VERSION): Caller => ({
  ...{ deviceId: deviceId as DeviceId, kind: 'tablet', protocol, session: null },
  associate: associate as AssociateId | null,
})

/** Rooms in memory. The floor is for whoever signed in; `closed` to nobody any more. */
function open() {
  const rooms = new Map<string, Set<Caller>>()
  const closed = new Set<string>()
  const heard: string[] = []
  const nameOf = ({ deviceId, associate }: Caller) => `${deviceId} ${associate ?? 'nobody'}`
  const carrier: Carrier = {
    join: (who, room) => void rooms.set(room, (rooms.get(room) ?? new Set()).add(who)),
    leave: (who, room) => void rooms.get(room)?.delete(who),
    toRoom: (room, event) => rooms.get(room)?.forEach((who) => heard.push(`${nameOf(who)} ${event}`)),
    toOne: (who, event) => void heard.push(`${nameOf(who)} ${event}`),
    cut: (who) => void heard.push(`${nameOf(who)} cut`),
  }
  const followers = createFollowers(carrier, ({ associate }, topic) => associate !== null && !closed.has(topic))
  const come = (who: Caller): Caller => {
    followers.arrived(who)
    followers.follow(who, 'floor')
    return who
  }
  const tellFloor = () => followers.tell('floor', 'log:head', { topic: 'floor', epoch: 'one', head: 1 })
  return { followers, closed, come, tellFloor, heard: () => heard.splice(0).sort() }
}

test('[T3] whose right ended is told once, before the next word, and hears nothing more', () => {
  const { followers, closed, come, tellFloor, heard } = open()
  come(caller('jieun'))
  tellFloor()
  expect(heard()).toEqual(['tablet-1 jieun log:head'])
  closed.add('floor')
  followers.recheck('floor')
  followers.recheck('floor')
  tellFloor()
  expect([heard(), [...followers.topics()]]).toEqual([['tablet-1 jieun log:revoked'], []])
})

test('[T3] who signs in on a device puts out its earlier connection, but no other device of theirs', () => {
  const { come, tellFloor, heard } = open()
  come(caller('jieun'))
  come(caller('jieun', 'tablet-2'))
  come(caller('mina'))
  expect(heard()).toEqual(['tablet-1 jieun log:revoked'])
  tellFloor()
  expect(heard()).toEqual(['tablet-1 mina log:head', 'tablet-2 jieun log:head'])
})

test('[T3] an earlier connection of the same person goes on until it is gone', () => {
  const { followers, come, tellFloor, heard } = open()
  const [old] = [come(caller('jieun')), come(caller('jieun'))]
  expect(heard()).toEqual([])
  followers.left(old)
  expect(followers.isHere(old.deviceId)).toBe(true)
  tellFloor()
  expect(heard()).toHaveLength(2)
})

test('[T3] [A17] who was signed out by another one stays nobody, whatever they ask for', () => {
  const { followers, come } = open()
  const old = come(caller('jieun'))
  come(caller('mina'))
  expect(followers.mayRead(old, 'floor')).toBe(false)
})

test('[A19] whoever is cut hears of the ended right first, and only they', () => {
  const { followers, closed, come, heard } = open()
  come(caller('jieun'))
  come(caller('mina', 'tablet-2'))
  closed.add('floor')
  followers.cut(({ deviceId }) => deviceId === 'tablet-1')
  expect(heard()).toEqual(['tablet-1 jieun cut', 'tablet-1 jieun log:revoked'])
})

test('[V2] a device of the version before is told by itself, and is left out of what it does not know', () => {
  const { followers, come, tellFloor, heard } = open()
  come(caller('jieun'))
  come(caller('mina', 'tablet-2', PROTOCOL_VERSION - 1))
  tellFloor()
  expect(heard()).toEqual(['tablet-1 jieun log:head', 'tablet-2 mina log:head'])
  followers.tellAll('store:state', { at: 1, writable: true })
  expect(heard()).toEqual(['tablet-1 jieun store:state'])
})

test('who left while waiting follows nothing', () => {
  const { followers, come, tellFloor, heard } = open()
  const gone = come(caller('jieun'))
  followers.left(gone)
  expect(followers.isHere(gone.deviceId)).toBe(false)
  followers.follow(gone, 'floor')
  expect([...followers.topics()]).toEqual([])
  tellFloor()
  expect(heard()).toEqual([])
})
