import { describe, expect, test } from 'vitest'
import { openStoreCore } from '../../testing/store-core.ts'
import { createChunks } from './chunks.ts'

function open(o: { isWaited?: boolean; rowMs?: number } = {}) {
  const core = openStoreCore()
  const sizes: number[] = []
  const synchronous: unknown[] = []
  let done = 0
  let before = 0
  const chunks = createChunks({
    ...core,
    steady: core.time.steady,
    isWaited: () => o.isWaited ?? false,
    afterChunk() {
      sizes.push(done - before)
      before = done
      synchronous.push(core.db.pragma('synchronous', { simple: true }))
    },
  })
  const work = (count: number, isRepeatable = false) => ({
    ...{ count, isRepeatable, last: () => undefined },
    one() {
      done += 1
      core.time.advance(o.rowMs ?? 0)
    },
  })
  return { ...core, chunks, sizes, synchronous, work, never: new AbortController().signal }
}

describe('[U6] a page of the shop is taken in by chunks', () => {
  test('of few rows while somebody is being served, of many else', async () => {
    const busy = open({ isWaited: true })
    await busy.chunks(busy.work(250), busy.never)
    expect(busy.sizes).toEqual([100, 100, 50])
    const quiet = open()
    await quiet.chunks(quiet.work(2_500), quiet.never)
    expect(quiet.sizes).toEqual([2_000, 500])
  })

  test('that end by the clock, with at least one row', async () => {
    const busy = open({ isWaited: true, rowMs: 2 })
    await busy.chunks(busy.work(4), busy.never)
    const quiet = open({ rowMs: 5 })
    await quiet.chunks(quiet.work(4), quiet.never)
    const slow = open({ rowMs: 50 })
    await slow.chunks(slow.work(2), slow.never)
    expect([busy.sizes, quiet.sizes, slow.sizes]).toEqual([
      [3, 1],
      [3, 1],
      [1, 1],
    ])
  })

  test('without a flush of the disk only where a power cut takes back nothing but time, and never for what others commit', async () => {
    const { chunks, work, never, synchronous, db, shared, transact, isDurable } = open()
    const other = shared(() => transact(() => void db.exec('create table other (one integer) strict')))
    const othersWereDurable: boolean[] = []
    const one = () => void othersWereDurable.push(isDurable())
    await Promise.all([other, chunks({ ...work(1, true), one }, never)])
    await chunks(work(1), never)
    expect([synchronous, db.pragma('synchronous', { simple: true }), othersWereDurable]).toEqual([[1, 2], 2, [true]])
  })
})
