import { systemIds } from '../system-ids.ts'
import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { OutboxStore, WaitingCommand } from '../outbox.ts'

/** One promise of an outbox store; rejects when it is not kept. Free of any test runner, so that a page can run it too. */
export interface StorePromise {
  readonly title: string
  readonly holds: (disk: TestDisk) => Promise<void>
}

/** A place to keep things for one test: opening it again is what a restart does. */
interface TestDisk {
  open(): Promise<OutboxStore>
}

/** A command as a device keeps it. */
export function waitingCommand(n: number, more: Partial<WaitingCommand> = {}): WaitingCommand<'visits:end'> {
  const id = systemIds.next<CommandId>()
  const visitId = systemIds.next<VisitId>()
  const input = { commandId: id, visitId, reason: 'timeout' as const }
  return { id, request: 'visits:end', input, aggregate: 'kiosk', n, madeAt: 1_700_000_000_000 + n, ...more } as never
}

/** What every store of an outbox promises, whatever it is made of. */
export const OUTBOX_STORE_PROMISES: readonly StorePromise[] = [
  {
    title: 'a new one is empty',
    async holds(disk) {
      const store = await disk.open()
      same(await store.all(), [])
      store.close()
    },
  },
  {
    title: 'what was put is there after a restart, unchanged and in the order made',
    async holds(disk) {
      const commands = [3, 1, 2, 10].map((n) => waitingCommand(n, { aggregate: `안녕 ${n}` }))
      const before = await disk.open()
      for (const command of commands) await before.put(command)
      before.close()
      const after = await disk.open()
      same(
        await after.all(),
        commands.toSorted((a, b) => a.n - b.n),
      )
      after.close()
    },
  },
  {
    title: 'what was dropped is gone, and nothing else',
    async holds(disk) {
      const [one, two, three] = [waitingCommand(1), waitingCommand(2), waitingCommand(3)]
      const before = await disk.open()
      for (const command of [one, two, three]) await before.put(command)
      await before.drop(two.id)
      await before.drop(two.id)
      same(await before.all(), [one, three])
      before.close()
      const after = await disk.open()
      same(await after.all(), [one, three])
      after.close()
    },
  },
  {
    title: 'a command that is put again is there once',
    async holds(disk) {
      const store = await disk.open()
      const command = waitingCommand(1)
      await store.put(command)
      await store.put(command)
      same(await store.all(), [command])
      store.close()
    },
  },
  {
    title: 'it takes as many as an outbox may hold',
    async holds(disk) {
      const store = await disk.open()
      const commands = Array.from({ length: 2_000 }, (_, at) => waitingCommand(at + 1))
      await Promise.all(commands.map((command) => store.put(command)))
      same((await store.all()).length, commands.length)
      store.close()
    },
  },
]

function same(found: unknown, expected: unknown): void {
  const [a, b] = [textOf(found), textOf(expected)]
  if (a !== b) throw new Error(`found ${a.slice(0, 400)}, expected ${b.slice(0, 400)}`)
}

/** A store may give the fields back in its own order. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    isRecord(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  )
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
