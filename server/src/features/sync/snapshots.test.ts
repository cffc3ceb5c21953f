import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { expect, it } from 'vitest'
import { createSnapshots } from './snapshots.ts'

const put = (kind: Put['kind']) => ({ kind, id: kind, value: {} }) as Put
const everything = (['device-health', 'paired-device', 'device', 'wan', 'order'] as const).map(put)

it('a snapshot of the fleet carries the devices of the house and how each fares, and nothing of the floor', () => {
  const log = { span: () => ({ from: 0, head: 7 }), onRewritten: () => undefined } as never
  const snapshots = createSnapshots({ log, providers: [() => everything], steady: createTurnedTime() })
  const { head, puts } = snapshots.fresh('fleet')
  expect([head, puts.map(({ kind }) => kind)]).toEqual([7, ['device-health', 'paired-device']])
  expect(snapshots.fresh('floor').puts).toEqual(everything)
})
