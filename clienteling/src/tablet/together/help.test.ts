import { describe, expect, it } from 'vitest'
import { assistView } from '../../testing/samples.ts'
import { agreedMode, nextHelp, NO_HELP } from './help.ts'
import type { Help } from './help.ts'

const waiting: Help = { kind: 'waiting', asked: 'co-edit', agreed: null }
const agreed = (mode: 'view' | 'suggest' | 'co-edit'): Help => ({ kind: 'agreed', mode, note: null })

describe('[H4] helping as the associate is told of it', () => {
  it('waits for the shopper’s answer on the kiosk, then says what was agreed to', () => {
    expect(nextHelp(NO_HELP, assistView({ asked: 'co-edit' }))).toEqual(waiting)
    expect(nextHelp(waiting, assistView({ agreed: 'co-edit' }))).toEqual(agreed('co-edit'))
  })

  it('says that the shopper would rather not, and is not surprised by anybody’s silence', () => {
    expect(nextHelp(waiting, assistView())).toEqual({ kind: 'declined', asked: 'co-edit' })
    expect(nextHelp(waiting, undefined)).toEqual({ kind: 'declined', asked: 'co-edit' })
    expect(nextHelp(NO_HELP, undefined)).toEqual(NO_HELP)
  })

  it.each([
    ['less than was asked', waiting, 'view', 'less'],
    ['no more than before', { ...waiting, agreed: 'view' }, 'view', 'no-more'],
    ['less than before', agreed('co-edit'), 'suggest', 'lowered'],
  ] as const)('says that the shopper allows %s', (_, before, mode, note) => {
    expect(nextHelp(before, assistView({ agreed: mode }))).toEqual({ kind: 'agreed', mode, note })
  })

  it('says more plainly nothing when the shopper allows more by themselves, and keeps what was said', () => {
    expect(nextHelp(agreed('view'), assistView({ agreed: 'co-edit' }))).toEqual(agreed('co-edit'))
    const lowered: Help = { kind: 'agreed', mode: 'view', note: 'lowered' }
    expect(nextHelp(lowered, assistView({ agreed: 'view' }))).toEqual(lowered)
  })

  it('ends when the agreement is gone, and stays ended until it is asked again', () => {
    const ended: Help = { kind: 'ended' }
    expect(nextHelp(agreed('view'), undefined)).toEqual(ended)
    expect(nextHelp({ ...waiting, agreed: 'view' }, undefined)).toEqual(ended)
    expect(nextHelp(ended, undefined)).toEqual(ended)
    expect(nextHelp(ended, assistView({ asked: 'view' }))).toEqual({ kind: 'waiting', asked: 'view', agreed: null })
  })

  it('goes on with what was agreed while more is asked for', () => {
    expect(agreedMode({ ...waiting, agreed: 'view' })).toBe('view')
    expect([agreedMode(agreed('suggest')), agreedMode(waiting), agreedMode(NO_HELP)]).toEqual(['suggest', null, null])
  })
})
