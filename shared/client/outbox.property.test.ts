import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'
import type { Outbox, WaitingCommand } from './outbox.ts'
import type { LinkStatus, StoreLink } from './store-link.ts'
import { systemIds } from './system-ids.ts'
import { memoryOutboxStore } from './testing/memory-outbox-store.ts'

/** What may happen to a device: somebody works, the line comes and goes, an answer is lost, the device restarts. */
const stepOf = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('make' as const), aggregate: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('line' as const), up: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 9_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
)
/** What the store server does with one sending; 'lost' takes effect and its answer does not arrive. */
const serviceOf = fc.constantFrom('done', 'done', 'lost', 'dropped', 'read-only', 'too-many-requests', 'refused')
type Service = 'done' | 'lost' | 'dropped' | 'read-only' | 'too-many-requests' | 'refused'

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** A store server that remembers first outcomes, behind a line that the test cuts; and a device with a disk. */
function world(services: readonly Service[]) {
  const time = createTurnedTime()
  const disk = new Map<string, WaitingCommand>()
  const outcomes = new Map<CommandId, Answer<'visits:end'>>()
  const effects: { aggregate: string; id: CommandId }[] = []
  const aggregates = new Map<CommandId, string>()
  const listeners = new Set<(status: LinkStatus) => void>()
  let status: LinkStatus = 'online'
  let sendings = 0
  const serve = (id: CommandId): Answer<'visits:end'> => {
    const service = status === 'online' ? (services[sendings++ % services.length] ?? 'done') : 'dropped'
    if (service === 'dropped') return { ok: false, error: { code: 'unavailable' } }
    if (service === 'read-only' || service === 'too-many-requests') return { ok: false, error: { code: service } }
    const outcome: Answer<'visits:end'> =
      outcomes.get(id) ??
      (service === 'refused'
        ? { ok: false, error: { code: 'no-such-visit' } }
        : { ok: true, value: { reason: 'timeout', parkedCode: null } })
    if (!outcomes.has(id)) effects.push({ aggregate: aggregates.get(id) ?? '', id })
    outcomes.set(id, outcome)
    return service === 'lost' ? { ok: false, error: { code: 'unavailable' } } : outcome
  }
  const link = {
    request: ((_name: string, { commandId }: { commandId: CommandId }) =>
      Promise.resolve().then(() => serve(commandId))) as StoreLink['request'],
    status: () => status,
    onStatus(listener: (status: LinkStatus) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const open = (): Outbox => createOutbox({ store: memoryOutboxStore(disk), link, clock: time, timers: time })
  return {
    ...{ time, disk, outcomes, effects, aggregates, open },
    line(up: boolean) {
      status = up ? 'online' : 'offline'
      for (const listener of listeners) listener(status)
    },
  }
}

test('[C1] [O2] every kept command reaches the server, in order per aggregate, and none leaves without its outcome', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stepOf, { maxLength: 60 }),
      fc.array(serviceOf, { minLength: 1, maxLength: 12 }),
      async (steps, services) => {
        // A server that never does anything would make everybody wait for ever.
        const shop = world([...services, 'done'] as Service[])
        const { time, disk, outcomes, effects, aggregates, open } = shop
        const made: { aggregate: string; id: CommandId; outcome: unknown }[] = []
        let outbox = open()
        for (const step of steps) {
          if (step.kind === 'make') {
            const commandId = systemIds.next<CommandId>()
            const mine = { aggregate: step.aggregate, id: commandId, outcome: null as unknown }
            aggregates.set(commandId, step.aggregate)
            const input = { commandId, visitId: systemIds.next<VisitId>(), reason: 'timeout' as const }
            const kept = await outbox.keep('visits:end', input, step.aggregate)
            if (kept) {
              made.push(mine)
              void kept.outcome.then((outcome) => (mine.outcome = outcome))
            }
          }
          if (step.kind === 'line') shop.line(step.up)
          if (step.kind === 'time') time.pass(step.ms)
          await turns()
          for (const { id } of made) expect(disk.has(id) || outcomes.has(id)).toBe(true)
          if (step.kind === 'restart') {
            outbox.close()
            outbox = open()
          }
        }
        shop.line(true)
        await outbox.loaded()
        for (let round = 0; round < 400 && outbox.waiting().length > 0; round++) {
          await turns()
          time.pass(8_000)
        }
        await turns()
        expect(outbox.waiting()).toEqual([])
        for (const aggregate of ['a', 'b', 'c']) {
          const mine = ({ aggregate: of }: { aggregate: string }) => of === aggregate
          expect(effects.filter(mine).map(({ id }) => id)).toEqual(made.filter(mine).map(({ id }) => id))
        }
        for (const { id, outcome } of made) if (outcome) expect(outcome).toEqual(outcomes.get(id))
        outbox.seen()
        expect(disk.size).toBe(0)
        outbox.close()
      },
    ),
    { numRuns: 300 },
  )
})
