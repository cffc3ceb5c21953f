import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceHealth } from '@dangol/protocol/devices.ts'
import { describe, expect, it } from 'vitest'
import { deviceHealth } from '../../testing/samples.ts'
import { judge, troublesOf, worstFirst } from './judgement.ts'

const MINUTE = 60_000
const id = (name: string) => name as DeviceId

describe('how a device fares', () => {
  it('says nothing of one that is there, on time and has sent all', () => {
    expect([troublesOf(deviceHealth()), judge(deviceHealth())]).toEqual([[], 'good'])
  })

  it.each<[string, Partial<DeviceHealth>, string, string]>([
    ['went with commands unsent', { connected: false, outboxLength: 3 }, 'gone-with-commands', 'bad'],
    ['is a kiosk that went', { connected: false }, 'gone', 'bad'],
    ['is a tablet that was switched off', { connected: false, kind: 'tablet' }, 'gone', 'mind'],
    ['is there and does not get rid of a command', { outboxLength: 1, oldestWaitingMs: MINUTE }, 'stuck', 'bad'],
    ['sends just now', { outboxLength: 1, oldestWaitingMs: 900 }, 'waiting', 'good'],
    ['has a clock that refuses codes', { clockOffsetMs: 4 * MINUTE }, 'clock-wrong', 'bad'],
    ['has a clock that is a little slow', { clockOffsetMs: -MINUTE }, 'clock-off', 'mind'],
    ['asks too much', { throttled: 1 }, 'throttled', 'bad'],
    ['is refused again and again', { refused: 21 }, 'refused', 'bad'],
    ['had a damaged cache', { startedOver: 1 }, 'started-over', 'mind'],
    ['speaks an older version', { protocol: 1 }, 'old-version', 'mind'],
    ['is far behind', { behind: 5_000 }, 'behind', 'mind'],
    ['answers slowly', { roundTripMs: 900 }, 'slow', 'mind'],
  ])('one that %s', (_, over, kind, judgement) => {
    const health = deviceHealth(over)
    expect([troublesOf(health).map((each) => each.kind), judge(health)]).toEqual([[kind], judgement])
  })

  it('[S2] tells that a device started over from a snapshot by itself', () => {
    expect(troublesOf(deviceHealth({ startedOver: 2 }))).toEqual([{ kind: 'started-over', count: 2 }])
  })

  it('[W1] judges no clock of a device that is gone, and misses no office that is closed', () => {
    const closed = deviceHealth({ kind: 'office', connected: false, clockOffsetMs: 9 * MINUTE })
    expect([troublesOf(closed), judge(closed)]).toEqual([[], 'good'])
  })

  it('puts the worst first, and devices alike in the order in which people count', () => {
    const fleet = [
      deviceHealth({ id: id('kiosk-10') }),
      deviceHealth({ id: id('kiosk-2') }),
      deviceHealth({ id: id('tablet-1'), startedOver: 1 }),
      deviceHealth({ id: id('kiosk-3'), connected: false }),
      deviceHealth({ id: id('tablet-2'), connected: false, outboxLength: 2 }),
    ]
    expect(worstFirst(fleet).map((each) => each.id)).toEqual(['tablet-2', 'kiosk-3', 'tablet-1', 'kiosk-2', 'kiosk-10'])
  })
})
