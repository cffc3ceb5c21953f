import type { DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import { describe, expect, it } from 'vitest'
import { LOOK_AGAIN_MS, LOOK_PAUSE_MS, usePresence } from './presence.ts'

const VISIT = 'v' as VisitId
const atKiosk = (looking: string | null): Presence => ({
  ...{ visitId: VISIT, deviceId: 'kiosk-1' as DeviceId, looking },
  author: { kind: 'shopper' },
})
function open() {
  const time = createTurnedTime()
  const told: (string | null)[] = []
  const presence = usePresence({ timers: time, tell: (_, looking) => told.push(looking) })
  return { time, told, presence, looking: () => presence.lookers.value.map(({ looking }) => looking) }
}

describe('where the shopper looks', () => {
  it('[P1] is known for ten seconds after the last word of it', () => {
    const { time, presence, looking } = open()
    presence.hear(atKiosk('sole'))
    time.pass(PRESENCE_LASTS_MS - 1)
    presence.hear(atKiosk('upper'))
    expect(looking()).toEqual(['upper'])
    time.pass(PRESENCE_LASTS_MS - 1)
    expect(looking()).toEqual(['upper'])
    time.pass(1)
    expect(looking()).toEqual([])
  })

  it('[P1] is gone at once when the visit is followed no more', () => {
    const { presence, looking } = open()
    presence.hear(atKiosk('sole'))
    presence.stop()
    expect(looking()).toEqual([])
  })
})

describe('where the associate looks', () => {
  it('is told at once, and of a wandering eye only where it comes to rest', () => {
    const { time, told, presence } = open()
    for (const at of ['sole', 'upper', 'lace']) presence.look(VISIT, at)
    expect(told).toEqual(['sole'])
    time.pass(LOOK_PAUSE_MS)
    expect(told).toEqual(['sole', 'lace'])
    time.pass(LOOK_PAUSE_MS)
    expect(told).toHaveLength(2)
  })

  it('is told again while it lasts, and no more once nothing is followed', () => {
    const { time, told, presence } = open()
    presence.look(VISIT, 'sole')
    time.pass(LOOK_AGAIN_MS)
    expect(told).toEqual(['sole', 'sole'])
    presence.stop()
    time.pass(LOOK_AGAIN_MS * 3)
    expect(told).toHaveLength(2)
  })
})
