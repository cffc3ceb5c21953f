import { createReplica } from '@dangol/client/replica.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { expect, it } from 'vitest'
import { memberVisit, visitId, visitView } from '../testing/fixtures.ts'
import { createEndedVisits } from './ended-visits.ts'
import { createVisitKeeper } from './visit-keeper.ts'

function open({ lastEpoch = 0 } = {}) {
  const time = createTurnedTime()
  const replica = createReplica()
  const heard: string[] = []
  const hear = (what: string) => (of: unknown) => void heard.push(`${what} ${nameOf(of)}`)
  const keeper = createVisitKeeper({
    ...{ replica, lastEpoch, clock: time, timers: time, ended: createEndedVisits() },
    effects: () => [],
    onEnd: (of, reason) => void heard.push(`end ${nameOf(of)} ${reason}`),
    ...{ onStranger: hear('stranger'), onStillOpen: hear('still open'), onEntered: hear('epoch') },
    onLeft: () => void heard.push('left'),
    ...{ onWord: () => undefined, onChange: () => undefined },
  })
  return {
    ...{ time, replica, keeper },
    show: (visit: VisitView) => replica.apply([{ kind: 'visit', id: visit.id, value: visit }], []),
    gone: (n: number) => replica.apply([], [{ kind: 'visit', id: visitId(n) }]),
    /** What was heard since it was last asked. */
    heard: () => heard.splice(0),
    shown: () => (keeper.visit() === null ? null : nameOf(keeper.visit()?.id)),
  }
}
const nameOf = (of: unknown) => (of === visitId(1) ? 'first' : of === visitId(2) ? 'second' : String(of))

it('[E1] a visit found at the start is a stranger’s; one that comes later is shown', () => {
  const { keeper, show, heard, shown } = open()
  show(memberVisit(1))
  expect([heard(), shown()]).toEqual([['stranger first'], null])
  keeper.caughtUp()
  show(memberVisit(2))
  expect([heard(), shown()]).toEqual([['epoch 2'], 'second'])
})

it('[E1] the epoch rises over every visit before, also over a lower one of the store', () => {
  const { keeper, show } = open({ lastEpoch: 7 })
  keeper.caughtUp()
  show(memberVisit(1))
  expect([keeper.epoch(), keeper.visit()?.epoch]).toEqual([8, 8])
  show({ ...memberVisit(1), lang: 'en' })
  expect(keeper.visit()).toMatchObject({ epoch: 8, lang: 'en' })
})

it('[A7] whoever stands in a visit keeps it while the store has another one here that nobody is in', () => {
  const { keeper, show, heard, shown } = open()
  keeper.caughtUp()
  keeper.begin(visitView(2))
  heard()
  show(memberVisit(1))
  expect([heard(), shown()]).toEqual([['stranger first'], 'second'])
  show(visitView(2, { lang: 'en' }))
  expect([keeper.visit()?.lang, shown()]).toEqual(['en', 'second'])
})

it('[E2] one that began here stays until the store has shown it, and goes when it is over there', () => {
  const { keeper, show, gone, replica, heard, shown } = open()
  keeper.caughtUp()
  keeper.begin(visitView(1))
  replica.apply([], [])
  expect(shown()).toBe('first')
  show(visitView(1))
  heard()
  gone(1)
  expect([heard(), shown(), keeper.goodbye.shown()?.reason]).toEqual([['left'], null, 'associate'])
})

it('[E2] one that the store answered and never shows is over there already', () => {
  const { keeper, show, shown } = open()
  keeper.caughtUp()
  keeper.begin(visitView(1))
  keeper.beginAnswered(visitId(2))
  expect(shown()).toBe('first')
  keeper.beginAnswered(visitId(1))
  expect(shown()).toBeNull()
  keeper.begin(visitView(2))
  show(visitView(2))
  keeper.beginAnswered(visitId(2))
  expect(shown()).toBe('second')
})

it('[A7] somebody else’s visit takes the place of the one before without its goodbye', () => {
  const { keeper, show, replica, heard, shown } = open()
  keeper.caughtUp()
  show(memberVisit(1))
  heard()
  const next = memberVisit(2)
  replica.apply([{ kind: 'visit', id: next.id, value: next }], [{ kind: 'visit', id: visitId(1) }])
  expect([heard(), shown(), keeper.goodbye.shown()]).toEqual([['left', 'epoch 2'], 'second', null])
})

it('[A8] what is over here is told of once more, never shown, and leaves no trace in the copy', () => {
  const { keeper, show, replica, heard, shown } = open()
  keeper.caughtUp()
  show(memberVisit(1))
  heard()
  keeper.end('shopper')
  expect([heard(), replica.contents().visit.size]).toEqual([['left', 'end first shopper'], 0])
  show(memberVisit(1))
  keeper.opened(memberVisit(1))
  expect([heard(), shown(), replica.contents().visit.size]).toEqual([['still open first'], null, 0])
  keeper.end('shopper')
  expect(heard()).toEqual([])
})

it('an answer that is faster than the log opens the visit, and takes nothing back from a faster log', () => {
  const { keeper, show, shown } = open()
  keeper.caughtUp()
  keeper.opened(memberVisit(1))
  expect(shown()).toBe('first')
  show({ ...memberVisit(1), lang: 'en' })
  keeper.opened(memberVisit(1))
  expect(keeper.visit()?.lang).toBe('en')
})

it('a closed keeper hears of nothing more, and its clock stands', () => {
  const { keeper, show, heard, time } = open()
  keeper.caughtUp()
  show(memberVisit(1))
  heard()
  keeper.close()
  show(memberVisit(2))
  time.pass(24 * 60 * 60_000)
  expect([heard(), keeper.visit()]).toEqual([[], null])
})
