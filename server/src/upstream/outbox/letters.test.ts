import type { ConflictReason } from '@dangol/protocol/link.ts'
import { LetterSchema } from '@dangol/protocol/link.ts'
import { describe, expect, test } from 'vitest'
import type { Fate } from './testing/fake-upstream.ts'
import { configurationOf, consentOf, openOutboxKit, orderOf, quiet } from './testing/outbox-kit.ts'

const conflict = (reason: ConflictReason): Fate => ({ kind: 'conflict', reason, detail: `${reason}: said by the shop` })

/** An order of p that the shop does not take. */
async function refused(fate: Fate) {
  const kit = openOutboxKit()
  const refusing = { fate }
  kit.upstream.fate = ({ key }) => (key === 'a' ? refusing.fate : 'done')
  kit.enqueue(orderOf('a', 'p'), orderOf('b', 'p'))
  await kit.outbox().pump()
  const [letter] = kit.letters()
  if (letter === undefined) throw new Error('there is no letter')
  const resolve = (action: 'retry' | 'take-over' | 'cancel', position = letter.position) =>
    kit.transact(() => kit.outbox().resolve(position, action, 'manager'))
  const goOn = async () => {
    kit.time.advance(1)
    await quiet()
  }
  return { ...kit, refusing, letter, resolve, goOn }
}

describe('what the shop does not take', () => {
  test('[U8] waits for a manager with the reason in words; the order shows it', async () => {
    const { letter, told, outbox, time } = await refused(conflict('price-changed'))
    expect({ ...letter, order: null }).toEqual(LetterSchema.parse({ ...letter, order: null }))
    expect(letter).toEqual({
      ...{ position: 1, kind: 'order', order: { id: 'a', number: 'S-a' } },
      ...{ reason: 'price-changed', detail: 'price-changed: said by the shop', at: time.nowMs(), attempts: 1 },
      actions: ['retry', 'take-over', 'cancel'],
    })
    expect(told).toEqual(['a refused: price-changed: said by the shop', 'b is W-1'])
    expect(outbox().state()).toMatchObject({ waiting: 0, letters: 1 })
  })

  test('[U2] steps out of its line: other orders of the same customer go on, also after a restart', async () => {
    const kit = await refused({ kind: 'rejected', why: '422 no such product' })
    expect(kit.taken()).toEqual(['b'])
    await kit.restart()
    kit.enqueue(orderOf('c', 'p'))
    await kit.outbox().pump()
    expect(kit.taken()).toEqual(['b', 'c'])
    expect(kit.upstream.tries.filter(({ message }) => message.key === 'a')).toHaveLength(1)
    expect(kit.letters()).toMatchObject([{ reason: null, detail: '422 no such product' }])
  })

  test('[U3] sent again it says that it was sent before, and its tries go on counting', async () => {
    const { refusing, resolve, goOn, upstream, letters, told } = await refused(conflict('product-gone'))
    expect(resolve('retry')).toBe('done')
    await goOn()
    expect(letters()).toMatchObject([{ attempts: 2 }])
    refusing.fate = 'done'
    expect(resolve('retry')).toBe('done')
    await goOn()
    expect(upstream.tries.filter(({ message }) => message.key === 'a').map(({ again }) => again)).toEqual([
      false,
      true,
      true,
    ])
    expect(letters()).toEqual([])
    expect(told.slice(-2)).toEqual(['a waits again', 'a is W-2'])
  })

  test('taken over it is sent as the store has it, from then on', async () => {
    const { refusing, resolve, goOn, upstream, pass } = await refused(conflict('stock-gone'))
    refusing.fate = 'answer-lost'
    expect(resolve('take-over')).toBe('done')
    await goOn()
    refusing.fate = 'done'
    await pass(10_000)
    const tries = upstream.tries.filter(({ message }) => message.key === 'a')
    expect(tries.map(({ takeOver }) => takeOver)).toEqual([false, true, true])
  })

  test('cancelled it is never sent, and the order is cancelled by whoever did it', async () => {
    const { resolve, pass, taken, told, outbox, db } = await refused(conflict('customer-gone'))
    expect(resolve('cancel')).toBe('done')
    await pass(60_000)
    expect(taken()).toEqual(['b'])
    expect(told.at(-1)).toBe('a cancelled by manager')
    expect(outbox().state()).toMatchObject({ letters: 0, waiting: 0 })
    expect(db.prepare('select * from outbox').all()).toEqual([])
  })

  test('offers only what can be done about it', async () => {
    const kit = openOutboxKit()
    const reasons = ['price-changed', 'product-gone', 'stock-gone', 'customer-gone', 'other-content'] as const
    kit.upstream.fate = ({ key }) => {
      const reason = reasons.find((one) => one === key)
      return reason === undefined ? { kind: 'rejected', why: 'no' } : conflict(reason)
    }
    for (const reason of reasons) kit.enqueue(orderOf(reason))
    kit.enqueue(orderOf('handed-over'), configurationOf('x', 'mug'), consentOf('c', 'p', {}))
    kit.uncancellable.add('handed-over')
    await kit.outbox().pump()
    expect(Object.fromEntries(kit.letters().map(({ order, kind, actions }) => [order?.id ?? kind, actions]))).toEqual({
      'price-changed': ['retry', 'take-over', 'cancel'],
      'product-gone': ['retry', 'cancel'],
      'stock-gone': ['retry', 'take-over', 'cancel'],
      'customer-gone': ['retry', 'take-over', 'cancel'],
      'other-content': ['retry', 'cancel'],
      'handed-over': ['retry'],
      configuration: ['retry', 'cancel'],
      consent: ['retry', 'cancel'],
    })
  })

  test('[U8] offers to take over no price of ours where the shop has no place for one', async () => {
    const { upstream, letters, resolve } = await refused(conflict('price-changed'))
    upstream.ownPrices = false
    expect(letters()).toMatchObject([{ actions: ['retry', 'cancel'] }])
    expect(resolve('take-over')).toBe('impossible')
  })

  test('does nothing for a letter that is gone, nor what is not possible for it', async () => {
    const { resolve, told, letter } = await refused(conflict('product-gone'))
    const before = [...told]
    expect(resolve('retry', 99)).toBe('gone')
    expect(resolve('take-over')).toBe('impossible')
    expect(told).toEqual(before)
    expect(resolve('cancel')).toBe('done')
    expect(resolve('cancel', letter.position)).toBe('gone')
  })

  test('undone with the transaction of whoever resolved it', async () => {
    const { transact, outbox, letters, goOn, upstream } = await refused(conflict('price-changed'))
    expect(() =>
      transact(() => {
        outbox().resolve(1, 'retry', 'manager')
        throw new Error('the record could not be written')
      }),
    ).toThrow()
    await goOn()
    expect(letters()).toHaveLength(1)
    expect(upstream.tries).toHaveLength(2)
  })

  test('says nothing longer than a manager reads, and as many letters as asked for', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => ({ kind: 'rejected', why: 'x'.repeat(500) })
    kit.enqueue(...Array.from({ length: 12 }, (_, n) => orderOf(`o${n}`)))
    await kit.outbox().pump()
    expect(kit.outbox().letters(5)).toHaveLength(5)
    expect(kit.letters().map(({ order }) => order?.id)).toEqual(Array.from({ length: 12 }, (_, n) => `o${n}`))
    expect(kit.letters()[0]?.detail).toHaveLength(200)
  })
})
