import type { AssociateId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import { describe, expect, it } from 'vitest'
import { createGlances, GLANCE_AGAIN_MS, GLANCE_PAUSE_MS, GLANCES_MAX } from './glances.ts'

const glanceOf = (tablet: string, looking: string | null): Presence => ({
  visitId: 'visit' as VisitId,
  deviceId: tablet as DeviceId,
  author: { kind: 'associate', id: 'jieun' as AssociateId, name: '지은', deviceId: tablet as DeviceId },
  looking,
})

const open = () => {
  const time = createTurnedTime()
  const told: (string | null)[] = []
  let changes = 0
  const glances = createGlances({ timers: time, tell: (looking) => void told.push(looking), onChange: () => changes++ })
  return { time, told, glances, changes: () => changes, looking: () => glances.heard().map(({ looking }) => looking) }
}

describe('where the others look', () => {
  it('[P1] is the last word of each, and gone ten seconds after it', () => {
    const { time, glances, looking, changes } = open()
    glances.hear(glanceOf('tablet-1', 'sole'))
    time.pass(PRESENCE_LASTS_MS - 1)
    glances.hear(glanceOf('tablet-1', 'upper'))
    glances.hear(glanceOf('tablet-2', null))
    expect(looking()).toEqual(['upper', null])
    time.pass(PRESENCE_LASTS_MS)
    expect(looking()).toEqual([])
    expect(changes()).toBe(5)
  })

  it('is of a few people at most', () => {
    const { glances } = open()
    for (let at = 0; at <= GLANCES_MAX; at++) glances.hear(glanceOf(`tablet-${at}`, 'sole'))
    expect(glances.heard()).toHaveLength(GLANCES_MAX)
  })
})

describe('where the shopper looks', () => {
  it('[P1] is told at once, then only so often, and always the last of it', () => {
    const { time, told, glances } = open()
    for (const looking of ['sole', 'upper', 'lace']) glances.look(looking)
    expect(told).toEqual(['sole'])
    time.pass(GLANCE_PAUSE_MS)
    expect(told).toEqual(['sole', 'lace'])
  })

  it('[P1] is told again while it stays, before its last word runs out', () => {
    const { time, told, glances } = open()
    glances.look('sole')
    time.pass(GLANCE_AGAIN_MS * 2)
    expect(told).toEqual(['sole', 'sole', 'sole'])
  })

  it('[P1] is told no more once it is forgotten', () => {
    const { time, told, glances, looking } = open()
    glances.hear(glanceOf('tablet-1', 'sole'))
    glances.look('sole')
    glances.look('upper')
    glances.forget()
    time.pass(PRESENCE_LASTS_MS)
    expect([told, looking()]).toEqual([['sole'], []])
  })
})
