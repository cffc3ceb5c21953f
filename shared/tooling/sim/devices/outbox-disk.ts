import type { OutboxStore, WaitingCommand } from '@dangol/client/outbox.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Life } from '../time/machine.ts'

/** What a device's outbox has on its disk. */
export type OutboxDisk = Map<CommandId, WaitingCommand>

/** A disk is slow, and a plug is pulled in the middle of it. Milliseconds. */
const WRITE_MS = 3

/** An outbox store over a simulated disk, of one life of the device; nothing is kept before its write is through. */
export function outboxStoreOn(
  disk: () => OutboxDisk,
  life: Life,
  kept: (command: WaitingCommand) => void,
): OutboxStore {
  const written = (write: () => void): Promise<void> =>
    new Promise((resolve) => {
      life.timers.after(WRITE_MS, () => {
        write()
        resolve()
      })
    })
  return {
    all: () => Promise.resolve([...structuredClone(disk()).values()].sort((a, b) => a.n - b.n)),
    put(command) {
      kept(command)
      return written(() => void disk().set(command.id, structuredClone(command)))
    },
    drop: (id) => written(() => void disk().delete(id)),
    close: () => undefined,
  }
}
