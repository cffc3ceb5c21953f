import type { WaitingCommand } from '@dangol/client/outbox.ts'
import type { FamilyId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { KioskFiles } from '@dangol/kiosk/host/disk/kiosk-files.ts'
import { visitOf } from '@dangol/kiosk/host/outbox/kiosk-outbox-store.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import type { OutboxDisk } from './outbox-disk.ts'

/** What a kiosk keeps when it is switched off. */
export interface KioskDisk {
  catalogue: Catalogue | null
  readonly sales: Map<FamilyId, VersionedHistory>
  readonly outbox: OutboxDisk
  lastEpoch: number
}

export const emptyDisk = (): KioskDisk => ({ catalogue: null, sales: new Map(), outbox: new Map(), lastEpoch: 0 })

/** A kiosk's files on a simulated disk, with the rules of the ones on SQLite, which have tests of their own. */
export function filesOn(disk: KioskDisk, kept: (command: WaitingCommand) => void): KioskFiles {
  const personal = new Set<VisitId>()
  return {
    startedOver: 0,
    cache: {
      catalogue: () => disk.catalogue,
      keep: (catalogue) => void (disk.catalogue = catalogue),
      sales: (familyId) => disk.sales.get(familyId) ?? null,
      keepSales: (familyId, sales) => void disk.sales.set(familyId, sales),
      close: () => undefined,
    },
    outboxStore: {
      all: () => Promise.resolve([...structuredClone(disk.outbox).values()].sort((a, b) => a.n - b.n)),
      put(command) {
        kept(command)
        if (!personal.has(visitOf(command))) disk.outbox.set(command.id, structuredClone(command))
        return Promise.resolve()
      },
      drop(id) {
        disk.outbox.delete(id)
        return Promise.resolve()
      },
      keepOffDisk(visitId) {
        personal.add(visitId)
        for (const [id, command] of disk.outbox) if (visitOf(command) === visitId) disk.outbox.delete(id)
      },
      lastEpoch: () => disk.lastEpoch,
      rememberEpoch: (epoch) => void (disk.lastEpoch = Math.max(disk.lastEpoch, epoch)),
      close: () => undefined,
    },
  }
}
