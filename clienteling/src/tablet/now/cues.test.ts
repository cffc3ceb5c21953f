import { applied, emptyContents } from '@dangol/client/replica.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { FloorVisit, HelpCall } from '@dangol/protocol/visits.ts'
import { describe, expect, it } from 'vitest'
import { floorVisit, helpCall, JIEUN } from '../../testing/samples.ts'
import { cuesOf } from './cues.ts'

const visitPut = (value: FloorVisit): Put => ({ kind: 'floor-visit', id: value.id, value })
const callPut = (value: HelpCall): Put => ({ kind: 'call', id: value.id, value })
const nothing = emptyContents()
const after = (...puts: Put[]) => applied(nothing, puts, [])

describe('what a change of the floor is worth telling', () => {
  it('tells of a visit that began at a kiosk', () => {
    const visit = floorVisit()
    expect(cuesOf(nothing, [visitPut(visit)])).toEqual([{ kind: 'arrival', visit }])
  })

  it('tells of a shopper who is recognised in a visit that was anonymous', () => {
    const visit = floorVisit()
    const recognised = { ...visit, level: 'L2' as const }
    expect(cuesOf(after(visitPut(visit)), [visitPut(recognised)])).toEqual([{ kind: 'arrival', visit: recognised }])
  })

  it('keeps quiet about a step, a cart, or who serves', () => {
    const visit = floorVisit({ level: 'L2' })
    const moved = visitPut({ ...visit, step: 'cart', cartUnits: 2, servedBy: JIEUN })
    expect(cuesOf(after(visitPut(visit)), [moved])).toEqual([])
  })

  it('keeps quiet about a visit that an associate opened on a tablet', () => {
    expect(cuesOf(nothing, [visitPut(floorVisit({ deviceId: 'tablet-1' as DeviceId }))])).toEqual([])
  })

  it('tells of a call once, and not of its answer', () => {
    const call = helpCall()
    expect(cuesOf(nothing, [callPut(call)])).toEqual([{ kind: 'call', call }])
    const answered = callPut({ ...call, answeredBy: { id: JIEUN, name: '지은' } })
    expect(cuesOf(after(callPut(call)), [answered])).toEqual([])
    expect(cuesOf(after(callPut(call)), [callPut(call)])).toEqual([])
  })

  it('puts a call after an arrival, since the last cue is the one shown', () => {
    const kinds = cuesOf(nothing, [callPut(helpCall()), visitPut(floorVisit())]).map(({ kind }) => kind)
    expect(kinds).toEqual(['arrival', 'call'])
  })
})
