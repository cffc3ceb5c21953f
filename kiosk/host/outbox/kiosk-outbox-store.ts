import type { OutboxStore, WaitingCommand } from '@dangol/client/outbox.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { openFile, unlessFull } from '../disk/open-file.ts'
import { prepareWaiting } from './waiting.sql.ts'
import type { WaitingRow } from './waiting.sql.ts'

/** Visits with a name that are remembered; what is made in one of them never goes to the disk. */
const PERSONAL_VISITS_MAX = 64

/** The outbox of a kiosk: what is anonymous on disk, what has a name nowhere but in the outbox's own memory (E3). */
export interface KioskOutboxStore extends OutboxStore {
  /** The visit has a name now: what it has on disk is overwritten, and what comes stays off it. */
  keepOffDisk(visitId: VisitId): void
  /** Of the last visit of this kiosk that is known here; 0 before the first. No personal thing. */
  lastEpoch(): number
  rememberEpoch(epoch: number): void
}

/** Opens or makes the file; a damaged one is set aside. Refuses to start in an unwritable folder. */
export function openKioskOutboxStore(path: string): KioskOutboxStore {
  return openFile(path, (db) => {
    const table = prepareWaiting(db)
    const personal = new Set<VisitId>()
    const toErase = new Set<VisitId>()
    const erase = (): void => {
      if (toErase.size === 0) return
      for (const visitId of toErase) table.dropVisit.run(visitId)
      // Also without such rows: what a visit had there before may still stand in the log.
      table.emptyLog()
      toErase.clear()
    }
    return {
      all: () => settled(() => table.all.all().map(commandOf)),
      put: (command) =>
        settled(() => {
          if (!personal.has(visitOf(command))) table.put.run(rowOf(command))
        }),
      drop: (id) =>
        settled(() => {
          const told = table.drop.get(id)
          erase()
          // The last word of a visit: the store server has all of it now.
          if (told?.request === 'visits:end') unlessFull(table.emptyLog)
        }),
      keepOffDisk(visitId) {
        if (personal.has(visitId)) return
        personal.add(visitId)
        const [oldest] = personal
        if (personal.size > PERSONAL_VISITS_MAX && oldest !== undefined) personal.delete(oldest)
        toErase.add(visitId)
        unlessFull(erase)
      },
      lastEpoch: () => table.lastEpoch.get()?.epoch ?? 0,
      rememberEpoch: (epoch) => unlessFull(() => table.putEpoch.run(epoch)),
      close: () => void db.close(),
    }
  })
}

/** The visit that a kiosk's command belongs to; it makes none outside one. */
export function visitOf({ request, input }: WaitingCommand): VisitId {
  if ('visitId' in input) return input.visitId
  if ('begun' in input) return input.begun.visitId
  throw new Error(`a kiosk's ${request} belongs to no visit`)
}

const rowOf = (command: WaitingCommand): WaitingRow => ({
  ...command,
  visitId: visitOf(command),
  input: JSON.stringify(command.input),
})

// Written by `rowOf`. What another version of this software wrote is for the store server to judge: it reads every input.
const commandOf = ({ visitId: _known, input, ...row }: WaitingRow): WaitingCommand =>
  ({ ...row, input: JSON.parse(input) as unknown }) as WaitingCommand

/** SQLite answers at once; whoever waits does not need to know. */
const settled = <T>(run: () => T): Promise<T> => new Promise((resolve) => resolve(run()))
