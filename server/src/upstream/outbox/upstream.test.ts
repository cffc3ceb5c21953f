import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import type { OutboxMessage, ShopAnswer } from '../../shop-port.ts'
import { createFakeShop } from '../../testing/fake-shop.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import type { Outcome } from '../connector.ts'
import { createEmbeddedWrites } from '../embedded-connector.ts'
import { configurationOf, consentOf, erasureOf, orderOf, visitOf } from './testing/outbox-kit.ts'
import { createUpstream } from './upstream.ts'
import type { CommerceWrites } from './upstream.ts'

const soon = () => AbortSignal.timeout(30_000)
const FIRST = { again: false, takeOver: false }

function openLinked(o: { configurations?: boolean; consents?: boolean } = {}) {
  const heard: unknown[] = []
  const done = <T>(value: T, ...what: unknown[]): Promise<Outcome<T>> => {
    heard.push(what)
    return Promise.resolve({ kind: 'done', value })
  }
  const commerce: CommerceWrites = {
    platform: 'vendure',
    capabilities: {
      ...{ feeds: {}, webhooks: false, ownPrices: true, historyDays: null },
      ...{ configurations: o.configurations ?? true, consents: o.consents ?? true },
    },
    placeOrder: ({ order, ...place }) => done({ number: 'V-1' }, 'order', order.orderId, place),
    saveConfiguration: ({ id }, ref) => done({ accepted: true }, 'configuration', id, ref),
    putConsents: ({ commandId }, ref) => done(null, 'consent', commandId, ref),
  }
  const members = createFakeShop(createManualTime())
  const platformRef = (customerId: CustomerId) => (customerId === ('p' as CustomerId) ? '42' : null)
  return { heard, members, upstream: createUpstream({ members, commerce, platformRef, host: 'shop.example' }) }
}

describe('where a message goes', () => {
  test('linked: orders and saved things to the platform, words of people to the member service, consents to both', () => {
    const { upstream } = openLinked()
    const targets = (message: OutboxMessage) => upstream.targetsOf(message)
    expect(upstream.targets).toEqual(['members', 'commerce'])
    expect(targets(orderOf('a', 'p'))).toEqual(['commerce'])
    expect(targets(configurationOf('x', 'mug', { customerId: 'p' }))).toEqual(['commerce'])
    expect(targets(consentOf('c', 'p', {}))).toEqual(['members', 'commerce'])
    expect(targets(visitOf('v', 'p'))).toEqual(['members'])
    expect(targets(erasureOf('e', 'p'))).toEqual(['members'])
  })

  test('what a platform does not keep stays with the member service, and so does what is nobody’s or behind a code', () => {
    const mug = configurationOf('x', 'mug', { customerId: 'p' })
    const { upstream } = openLinked({ configurations: false, consents: false })
    expect(upstream.targetsOf(mug)).toEqual(['members'])
    expect(upstream.targetsOf(consentOf('c', 'p', {}))).toEqual(['members'])
    const keeping = openLinked().upstream
    expect(keeping.targetsOf(configurationOf('y', 'parked'))).toEqual(['members'])
    const parked = { ...mug, body: { ...mug.body, code: 'RC1' } } as OutboxMessage
    expect(keeping.targetsOf(parked)).toEqual(['commerce', 'members'])
  })

  test('the platform is told whom it is about by its own name, and of somebody it does not have that nobody is meant', async () => {
    const { upstream, heard } = openLinked()
    const how = { again: true, takeOver: true }
    expect(await upstream.send('commerce', orderOf('a', 'p'), how, soon())).toEqual({ kind: 'done', value: 'V-1' })
    await upstream.send('commerce', orderOf('b', 'q'), FIRST, soon())
    await upstream.send('commerce', orderOf('c'), FIRST, soon())
    await upstream.send('commerce', configurationOf('x', 'mug', { customerId: 'p' }), FIRST, soon())
    await upstream.send('commerce', consentOf('c1', 'p', {}), FIRST, soon())
    expect(await upstream.send('commerce', consentOf('c2', 'q', {}), FIRST, soon())).toEqual({
      kind: 'done',
      value: null,
    })
    expect(heard).toEqual([
      ['order', 'a', { customerRef: '42', again: true, takeOver: true }],
      ['order', 'b', { customerRef: null, again: false, takeOver: false }],
      ['order', 'c', { customerRef: null, again: false, takeOver: false }],
      ['configuration', 'x', '42'],
      ['consent', 'c1', '42'],
    ])
  })

  test('the member service gets what is its own, and its answers mean what they mean at the platform', async () => {
    const { upstream, members, heard } = openLinked()
    const all = [configurationOf('x', 'mug'), consentOf('c', 'p', {}), visitOf('v', 'p'), erasureOf('e', 'p')]
    for (const message of all) {
      expect(await upstream.send('members', message, FIRST, soon())).toEqual({ kind: 'done', value: null })
    }
    expect(
      [members.saved, members.consents, [...members.visits], members.erasures].map(({ length }) => length),
    ).toEqual([1, 1, 1, 1])
    expect(heard).toEqual([])
    members.isReachable = false
    expect(await upstream.send('members', visitOf('v', 'p'), FIRST, soon())).toEqual({ kind: 'retry', why: 'cut' })
    members.putVisit = (): Promise<ShopAnswer<null>> => Promise.resolve({ kind: 'rejected', why: '422' })
    expect(await upstream.send('members', visitOf('v', 'p'), FIRST, soon())).toEqual({ kind: 'rejected', why: '422' })
  })

  test('embedded: one shop takes everything, in one line', async () => {
    const time = createManualTime()
    const members = createFakeShop(time)
    const commerce = createEmbeddedWrites(members)
    const upstream = createUpstream({ members, commerce, platformRef: () => null, host: '' })
    const all = [
      ...[orderOf('a', 'p'), configurationOf('x', 'mug', { customerId: 'p' }), consentOf('c', 'p', {})],
      ...[visitOf('v', 'p'), erasureOf('e', 'p')],
    ]
    for (const message of all) {
      expect(upstream.targetsOf(message)).toEqual(['members'])
      const outcome = await upstream.send('members', message, FIRST, soon())
      expect(outcome).toEqual({ kind: 'done', value: message.kind === 'order' ? 'W-1' : null })
    }
    expect(upstream.targets).toEqual(['members'])
    expect([members.orders.size, members.saved.length, members.consents.length, members.visits.size]).toEqual([
      1, 1, 1, 1,
    ])
    expect(members.orders.get('a')?.customerId).toBe('p')
  })
})
