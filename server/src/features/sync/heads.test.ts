import type { Topic } from '@dangol/protocol/sync.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStoreCore } from '../../testing/store-core.ts'

const TOPICS = ['floor', 'kiosk:kiosk-1', 'kiosk:kiosk-2'] as const satisfies readonly Topic[]
const step = fc.record({
  topic: fc.constantFrom(...TOPICS),
  what: fc.constantFrom('append' as const, 'forget' as const),
  fails: fc.boolean(),
  together: fc.boolean(),
})

test('[L1] whatever is undone, forgotten or shares a commit, each entry names the one before it in its topic', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { db, log, transact, shared } = openStoreCore()
      const told = new Map<Topic, number>()
      log.onAppended((topic, _epoch, { seq, prev }) => {
        expect(prev).toBe(told.get(topic) ?? 0)
        told.set(topic, seq)
      })
      const change = ({ topic, what, fails }: (typeof steps)[number]) =>
        transact(() => {
          if (what === 'forget') log.forget(topic)
          log.append({ type: 'thing.changed', commandId: null, topic, puts: [] })
          if (fails) throw new Error('undone')
        })
      await Promise.allSettled(
        steps.map(async (one) => {
          if (one.together) return shared(() => change(one))
          change(one)
        }),
      )
      for (const topic of TOPICS) {
        const head = told.get(topic) ?? 0
        expect(log.span(topic).head).toBe(head)
        expect(db.prepare('select head from log_topics where topic = ?').pluck().get(topic) ?? 0).toBe(head)
      }
      db.close()
    }),
    { numRuns: 30 },
  )
})
