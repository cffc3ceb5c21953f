import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { expect, test } from 'vitest'
import { asId, callerOf } from '../../testing/store-core.ts'
import { createMayRead } from './entitlement.ts'

const mayRead = createMayRead({
  standing: ({ associate }) => (associate === null ? null : { role: 'manager', steppedUp: false }),
  open: (visitId, { deviceId }) =>
    visitId === 'of-kiosk-1' && (deviceId === 'kiosk-1' || deviceId === 'tablet-2')
      ? { deviceId: asId<DeviceId>('kiosk-1') }
      : null,
  mayFollowVisit: ({ deviceId }, visitId) => visitId === 'of-kiosk-1' && deviceId === 'tablet-1',
})
const topics: Topic[] = [
  'floor',
  'fleet',
  'kiosk:kiosk-1',
  'kiosk:kiosk-2',
  'kiosk:tablet-1',
  'kiosk:office-1',
  'visit:of-kiosk-1',
  'visit:of-another',
]

test.each([
  ['kiosk', 'kiosk-1', ['kiosk:kiosk-1', 'visit:of-kiosk-1']],
  ['kiosk', 'kiosk-2', ['kiosk:kiosk-2']],
  ['tablet', 'tablet-1', ['floor', 'kiosk:tablet-1', 'visit:of-kiosk-1']],
  // It serves the visit, and the shopper let nobody follow.
  ['tablet', 'tablet-2', ['floor']],
  ['office', 'office-1', ['floor', 'fleet', 'kiosk:office-1']],
] as const)('[T1] a %s, %s, reads its own and what it is granted', (kind, deviceId, readable) => {
  const holder = kind === 'kiosk' ? null : 'jieun'
  expect(topics.filter((topic) => mayRead(callerOf(kind, deviceId, holder), topic))).toEqual(readable)
})

test('[T1] a staff device that nobody holds reads nothing, not even of the visit that was begun on it', () => {
  const read = (kind: 'tablet' | 'office', id: string) => topics.filter((topic) => mayRead(callerOf(kind, id), topic))
  expect([read('tablet', 'tablet-1'), read('office', 'office-1')]).toEqual([[], []])
})
