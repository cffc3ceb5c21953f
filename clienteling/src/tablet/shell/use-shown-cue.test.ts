import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { FloorVisit, HelpCall } from '@dangol/protocol/visits.ts'
import { describe, expect, it } from 'vitest'
import { effectScope, nextTick, shallowReactive } from 'vue'
import { floorVisit, helpCall, JIEUN } from '../../testing/samples.ts'
import type { Cue } from '../now/cues.ts'
import { SHOWN_MS, useShownCue } from './use-shown-cue.ts'

/** A floor turned by hand, with the cue on the screen. */
function onTheFloor() {
  const time = createTurnedTime()
  const world = shallowReactive({
    cue: null as Cue | null,
    calls: [] as readonly HelpCall[],
    visits: [] as readonly FloorVisit[],
  })
  const floor = {
    get cue() {
      return world.cue
    },
    get calls() {
      return world.calls
    },
    visitById: (id: FloorVisit['id']) => world.visits.find((visit) => visit.id === id),
  }
  const scope = effectScope()
  // A scope that runs returns what it ran; only one that was stopped does not.
  const toast = scope.run(() => useShownCue({ floor, timers: time })) as ReturnType<typeof useShownCue>
  return {
    time,
    world,
    toast,
    scope,
    rings: (call = helpCall()) => {
      world.calls = [...world.calls, call]
      world.cue = { kind: 'call', call }
      return call
    },
    arrives: (visit = floorVisit()) => {
      world.visits = [...world.visits, visit]
      world.cue = { kind: 'arrival', visit }
      return visit
    },
  }
}

describe('the cue on the screen', () => {
  it('leaves by itself after a while', async () => {
    const { rings, time, toast } = onTheFloor()
    const call = rings()
    await nextTick()
    expect(toast.shown.value).toEqual({ kind: 'call', call })
    time.pass(SHOWN_MS - 1)
    expect(toast.shown.value).not.toBeNull()
    time.pass(1)
    expect(toast.shown.value).toBeNull()
  })

  it('ends as soon as somebody has answered the call', async () => {
    const { rings, world, toast } = onTheFloor()
    const call = rings()
    await nextTick()
    world.calls = [{ ...call, answeredBy: { id: JIEUN, name: '지은' } }]
    await nextTick()
    expect(toast.shown.value).toBeNull()
  })

  it('ends when the shopper withdraws the call, and stays for another one that waits', async () => {
    const { rings, world, toast } = onTheFloor()
    const first = rings()
    const second = rings()
    await nextTick()
    world.calls = [second]
    await nextTick()
    expect(toast.shown.value).toEqual({ kind: 'call', call: second })
    world.calls = [first]
    await nextTick()
    expect(toast.shown.value).toBeNull()
  })

  it('ends with the visit whose beginning it told of', async () => {
    const { arrives, world, toast } = onTheFloor()
    arrives()
    await nextTick()
    expect(toast.shown.value?.kind).toBe('arrival')
    world.visits = []
    await nextTick()
    expect(toast.shown.value).toBeNull()
  })

  it('stays while somebody points at it, and counts anew afterwards', () => {
    const { rings, time, toast } = onTheFloor()
    rings()
    toast.hold()
    time.pass(SHOWN_MS * 10)
    expect(toast.shown.value).not.toBeNull()
    toast.release()
    time.pass(SHOWN_MS)
    expect(toast.shown.value).toBeNull()
  })

  it('goes at once when it is sent away', () => {
    const { rings, toast } = onTheFloor()
    rings()
    toast.dismiss()
    expect(toast.shown.value).toBeNull()
  })

  it('gives each cue its whole time, whatever is left of the one before', () => {
    const { rings, arrives, time, toast } = onTheFloor()
    rings()
    time.pass(SHOWN_MS - 1)
    arrives()
    time.pass(SHOWN_MS - 1)
    expect(toast.shown.value?.kind).toBe('arrival')
  })
})
