import { describe, expect, test } from 'vitest'
import type { OutboxMessage } from '../../shop-port.ts'
import { createFakeUpstream } from './testing/fake-upstream.ts'
import { configurationOf, consentOf, openOutboxKit, orderOf, quiet } from './testing/outbox-kit.ts'
import type { Target } from './upstream.ts'

/** A platform that keeps saved things as well. */
function linked(name: string) {
  const shop = createFakeUpstream(true)
  const targetsOf = ({ kind }: OutboxMessage): readonly Target[] =>
    kind === 'order' || kind === 'configuration' ? ['commerce'] : ['members']
  return Object.assign(shop, { shop: name, targetsOf })
}

/** What waited for the embedded shop, which did not answer. */
async function waiting() {
  const kit = openOutboxKit()
  kit.upstream.fate = () => 'request-lost'
  kit.enqueue(orderOf('a', 'p'), consentOf('c', 'p', {}), configurationOf('x', 'mug', { customerId: 'q' }))
  await kit.outbox().pump()
  const resolveAll = () =>
    kit.letters().map(({ position }) => kit.transact(() => kit.outbox().resolve(position, 'retry', 'manager')))
  const goOn = async () => {
    kit.time.advance(1)
    await quiet(30)
  }
  return { ...kit, resolveAll, goOn }
}
const keysOf = (shop: ReturnType<typeof linked>) => shop.taken.map(({ target, message }) => `${message.key} ${target}`)

describe('a store that is linked to another shop while messages wait', () => {
  test('[U1] [U8] sends it nothing that was meant for the one before, but tells a manager; the member service gets its own', async () => {
    const kit = await waiting()
    const { outbox, letters, told } = kit
    const now = linked('vendure shop.example')
    await kit.restart(now)
    await outbox().pump()
    expect(keysOf(now)).toEqual(['c members'])
    expect(letters().map(({ kind, reason, detail }) => [kind, reason, detail])).toEqual([
      ['order', 'other-shop', 'embedded'],
      ['configuration', 'other-shop', 'embedded'],
    ])
    expect(told).toEqual(['a refused: other-shop: embedded'])
    expect(outbox().state()).toMatchObject({ waiting: 0, letters: 2 })
  })

  test('[U3] [U8] sends on what the manager lets it, to the shop of now, and asks there first', async () => {
    const kit = await waiting()
    const { outbox, resolveAll, goOn, letters } = kit
    const now = linked('vendure shop.example')
    await kit.restart(now)
    await outbox().pump()
    expect(resolveAll()).toEqual(['done', 'done'])
    await goOn()
    expect(keysOf(now).toSorted()).toEqual(['a commerce', 'c members', 'x commerce'])
    expect(now.tries.find(({ message }) => message.key === 'a')).toMatchObject({ again: true, takeOver: false })
    expect(letters()).toEqual([])
  })

  test('[U1] tells a trial shop from the real one on the same platform, and one start from the next', async () => {
    const kit = await waiting()
    const { outbox, enqueue, letters, resolveAll, goOn } = kit
    const trial = linked('vendure trial.example')
    await kit.restart(trial)
    await outbox().pump()
    trial.fate = () => ({ kind: 'conflict', reason: 'price-changed', detail: 'dearer' })
    resolveAll()
    await goOn()
    const real = linked('vendure shop.example')
    await kit.restart(real)
    enqueue(orderOf('b', 'p'))
    await outbox().pump()
    expect(keysOf(real)).toEqual(['b commerce'])
    expect(letters().map(({ reason, detail, actions }) => [reason, detail, actions.includes('take-over')])).toEqual([
      ['other-shop', 'vendure trial.example', false],
      ['other-shop', 'vendure trial.example', false],
    ])
    await kit.restart(real)
    enqueue(orderOf('d', 'p'))
    await outbox().pump()
    expect(keysOf(real)).toEqual(['b commerce', 'd commerce'])
  })

  test('[U1] loses nothing when the link is taken away', async () => {
    const kit = openOutboxKit({ isLinked: true })
    kit.upstream.fate = () => 'request-lost'
    kit.enqueue(orderOf('a', 'p'))
    await kit.outbox().pump()
    const embedded = createFakeUpstream()
    await kit.restart(embedded)
    await kit.outbox().pump()
    const [letter] = kit.letters()
    expect(letter).toMatchObject({ reason: 'other-shop', detail: 'vendure shop.example' })
    kit.transact(() => kit.outbox().resolve(letter?.position ?? 0, 'retry', 'manager'))
    kit.time.advance(1)
    await quiet()
    expect(embedded.taken).toMatchObject([{ target: 'members', message: { key: 'a' } }])
  })

  test('[U8] a letter about an order that was cancelled here stays one', async () => {
    const kit = await waiting()
    const { cancelOrder, outbox, letters } = kit
    cancelOrder('a')
    await kit.restart(linked('vendure shop.example'))
    await outbox().pump()
    expect(letters().map(({ reason }) => reason)).toEqual(['cancelled-here', 'other-shop'])
  })
})
