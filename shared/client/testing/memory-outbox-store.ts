import type { OutboxStore, WaitingCommand } from '../outbox.ts'

/** A store in memory. `disk` outlives it, as a disk outlives a process; whoever opens one over the same disk has restarted. */
export function memoryOutboxStore(disk = new Map<string, WaitingCommand>()): OutboxStore {
  return {
    all: () => Promise.resolve([...disk.values()].toSorted((a, b) => a.n - b.n)),
    put(command) {
      disk.set(command.id, structuredClone(command))
      return Promise.resolve()
    },
    drop(id) {
      disk.delete(id)
      return Promise.resolve()
    },
    close: () => undefined,
  }
}
