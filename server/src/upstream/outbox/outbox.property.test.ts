import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OutboxMessage } from '../../shop-port.ts'
import type { Fate } from './testing/fake-upstream.ts'
import { configurationOf, consentOf, openOutboxKit, orderOf, quiet, visitOf } from './testing/outbox-kit.ts'
import type { OutboxKit } from './testing/outbox-kit.ts'

type Step =
  | { readonly do: 'enqueue'; readonly kind: OutboxMessage['kind']; readonly who: number; readonly thing: number }
  | { readonly do: 'fates'; readonly fates: readonly Fate[] }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'restart' | 'crash' | 'line-back' | 'hold' | 'release' | 'resolve' }

const fates = fc.oneof(
  { arbitrary: fc.constantFrom<Fate>('done', 'request-lost', 'answer-lost', 'silent', 'done-silent'), weight: 8 },
  { arbitrary: fc.constant<Fate>({ kind: 'later', afterMs: 20_000 }), weight: 1 },
  { arbitrary: fc.constant<Fate>({ kind: 'conflict', reason: 'price-changed', detail: 'dearer' }), weight: 1 },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      do: fc.constant('enqueue' as const),
      kind: fc.constantFrom('order', 'order', 'configuration', 'visit', 'consent'),
      who: fc.integer({ min: 0, max: 3 }),
      thing: fc.integer({ min: 0, max: 1 }),
    }),
    weight: 8,
  },
  { arbitrary: fc.record({ do: fc.constant('fates' as const), fates: fc.array(fates, { maxLength: 8 }) }), weight: 3 },
  {
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 500, 3_000, 11_000, 61_000) }),
    weight: 5,
  },
  {
    arbitrary: fc.record({
      do: fc.constantFrom('restart' as const, 'crash', 'crash', 'crash', 'line-back', 'hold', 'release', 'resolve'),
    }),
    weight: 3,
  },
)

/** Somebody's, or for the last of them nobody's. */
function messageOf({ kind, who, thing }: Extract<Step, { do: 'enqueue' }>, n: number): OutboxMessage {
  const customerId = who === 3 ? null : `p${who}`
  const known = customerId ?? 'p0'
  if (kind === 'order') return orderOf(`o${n}`, customerId)
  if (kind === 'configuration') return configurationOf(`x${who}${thing}`, `version ${n}`, { customerId })
  if (kind === 'visit') return visitOf(`v${known}${thing}`, known, `state ${n}`)
  return consentOf(`c${n}`, known, { [`purpose ${thing}`]: 'granted' })
}

const aboutOf = ({ key, body }: OutboxMessage): string => body.customerId ?? key

async function perform(kit: OutboxKit, one: Step, enqueued: OutboxMessage[]): Promise<void> {
  switch (one.do) {
    case 'enqueue': {
      const message = messageOf(one, enqueued.length)
      enqueued.push(message)
      kit.enqueue(message)
      return
    }
    case 'fates': {
      const left = [...one.fates]
      kit.upstream.fate = () => left.shift() ?? 'done'
      return
    }
    case 'pass':
      return kit.pass(one.ms)
    case 'restart':
      return kit.restart()
    case 'crash':
      // Whatever is under way is cut off where it stands.
      void kit.outbox().pump()
      await quiet(3)
      return kit.restart()
    case 'line-back':
      kit.outbox().retryNow()
      return quiet()
    case 'hold':
    case 'release':
      kit.pause.isPaused = one.do === 'hold'
      return
    case 'resolve':
      for (const { position } of kit.letters()) kit.transact(() => kit.outbox().resolve(position, 'retry', 'manager'))
  }
}

/** All is well again, and everything that became a letter is sent once more. */
async function comeToRest(kit: OutboxKit): Promise<void> {
  kit.pause.isPaused = false
  kit.upstream.fate = () => 'done'
  for (let n = 0; n < 5 && (kit.outbox().waiting() > 0 || kit.letters().length > 0); n++) {
    await perform(kit, { do: 'resolve' }, [])
    await kit.pass(60_000, 5_000)
    kit.outbox().retryNow()
    await quiet(60)
  }
}

test('[U1] [U2] [U3] whatever fails, is lost, stands still or restarts between: everything takes effect once, in the order made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const kit = openOutboxKit({ chances: [0.1, 0.9, 0.4] })
      const enqueued: OutboxMessage[] = []
      const lettered = new Set<string>()
      for (const one of steps) {
        await perform(kit, one, enqueued)
        const keys = kit.db.prepare<[], string>('select key from outbox where letter_at is not null').pluck().all()
        for (const key of keys) lettered.add(key)
      }
      await comeToRest(kit)
      await kit.outbox().stop()
      expect([kit.outbox().waiting(), kit.letters()]).toEqual([0, []])

      const taken = kit.upstream.taken.map(({ message }) => message)
      const once = (of: readonly OutboxMessage[]) => of.map((message) => JSON.stringify(message))
      expect(new Set(once(taken)).size).toBe(taken.length)
      // Every order, and the last word on everything else.
      const last = new Map(enqueued.map((message) => [`${message.kind} ${placeOf(message)}`, message]))
      for (const message of last.values()) expect(once(taken)).toContain(JSON.stringify(message))
      // A letter steps out of its line; the line itself is as it was made.
      for (const about of new Set(enqueued.map(aboutOf))) {
        const line = taken.filter((message) => aboutOf(message) === about && !lettered.has(message.key))
        const places = line.map((message) => placeIn(enqueued, message))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 40 },
  )
})

/** What is replaced by a newer one of the same; an order and a consent by none. */
const placeOf = (message: OutboxMessage): string =>
  message.kind === 'consent' ? `${message.body.customerId} ${Object.keys(message.body.consents).join()}` : message.key

const placeIn = (enqueued: readonly OutboxMessage[], message: OutboxMessage): number =>
  enqueued.findIndex((one) => JSON.stringify(one) === JSON.stringify(message))
