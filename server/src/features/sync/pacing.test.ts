import { setImmediate as endOfTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { createPacing, TURN_BUDGET_MS, WAITING_PER_DEVICE_MAX } from './pacing.ts'

/** Work takes the time it says, on a clock turned by hand. */
function open(durable: () => Promise<void> = () => Promise.resolve(), isDurable = () => true) {
  const time = createManualTime()
  let worked = 0
  const steady = { nowMs: () => time.steady.nowMs() + worked }
  const pacing = createPacing<string>({ steady, timers: time, durable, isDurable })
  const done: string[] = []
  const take = (device: string, name = device, ms = 1) =>
    pacing.take(device, () => {
      worked += ms
      done.push(name)
      return name
    })
  const nextTurn = async () => {
    await endOfTurn()
    time.advance(0)
    await endOfTurn()
  }
  return { pacing, done, take, nextTurn }
}

describe('catching up many at once', () => {
  test('[L3] takes no more of a turn than its budget; the rest waits for the next', async () => {
    const { done, take, nextTurn } = open()
    for (let at = 0; at < 3 * TURN_BUDGET_MS; at++) void take(`kiosk-${at}`)
    await endOfTurn()
    expect(done).toHaveLength(TURN_BUDGET_MS)
    void take('late')
    await endOfTurn()
    expect(done).toHaveLength(TURN_BUDGET_MS)
    await nextTurn()
    expect(done).toHaveLength(2 * TURN_BUDGET_MS)
    await nextTurn()
    await nextTurn()
    expect(done.at(-1)).toBe('late')
  })

  test('[R3] serves the devices in turn: who asks for much waits for the others', async () => {
    const { done, take, nextTurn } = open()
    for (let at = 0; at < 5; at++) void take('greedy', `greedy-${at}`)
    void take('modest')
    for (let turns = 0; turns < 4; turns++) await nextTurn()
    expect(done.slice(0, 3)).toEqual(['greedy-0', 'modest', 'greedy-1'])
  })

  test('[R3] keeps no more of one device waiting than the maximum', () => {
    const { take } = open()
    const taken = Array.from({ length: WAITING_PER_DEVICE_MAX + 3 }, () => take('greedy'))
    expect(taken.filter((one) => one === null)).toHaveLength(3)
    expect(take('another')).not.toBeNull()
  })

  test('[C2] reads nothing that is not committed, and a commit that fails holds nobody up', async () => {
    const commits: { resolve: () => void; reject: (error: Error) => void }[] = []
    const { done, take } = open(() => {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>()
      commits.push({ resolve: () => resolve(undefined), reject })
      return promise
    })
    const answer = take('kiosk-1')
    await endOfTurn()
    expect(done).toEqual([])
    commits[0]?.reject(new Error('the commit failed'))
    await endOfTurn()
    commits[1]?.resolve()
    expect(await answer).toBe('kiosk-1')
  })

  test('[C2] reads nothing of a change that comes right after it was asked', async () => {
    const { db, log, transact, shared, durable, isDurable } = openStoreCore()
    const pacing = createPacing<string>({ steady: { nowMs: () => 0 }, timers: createManualTime(), durable, isDurable })
    const read = pacing.take('kiosk-1', () => [db.inTransaction, log.span('floor').head])
    const change = { type: 'thing.changed', commandId: null, topic: 'floor', puts: [] } as const
    const changed = shared(() => transact(() => log.append(change)))
    expect(await read).toEqual([false, 1])
    await changed
  })

  test('work that throws is the failure of who asked for it', async () => {
    const { pacing } = open()
    const failing = pacing.take('kiosk-1', () => {
      throw new Error('cannot read')
    })
    await expect(failing).rejects.toThrow('cannot read')
    expect(await pacing.take('kiosk-1', () => 7)).toBe(7)
  })
})
