import type { OutboxStore, WaitingCommand } from '@dangol/client/outbox.ts'
import type { AssociateId, CommandId } from '@dangol/domain/ids/ids.ts'
import { indexedConnection } from './indexed-connection.ts'

/** What waits on this tablet for one associate. */
export interface WaitingOf {
  readonly maker: AssociateId
  readonly count: number
  /** When the oldest was made, by the store's clock. */
  readonly since: number
}

/**
 * What waits on this tablet, kept apart by who made it. The store takes whose a command is from who holds the tablet when it
 * arrives, so each waits until its maker is back: nothing is ever done in another person's name.
 */
export interface TabletOutboxes {
  of(maker: AssociateId): OutboxStore
  /** Everything that waits, by maker. */
  waiting(): Promise<WaitingOf[]>
  /** The device was put out: nothing of what waits may ever be sent by it. */
  destroy(): Promise<void>
  close(): void
}

interface Row {
  readonly maker: AssociateId
  readonly command: WaitingCommand
}

const STORE = 'commands'

/** The tablet's outboxes in the browser's own database: on the disk before a command is called kept, over restart and sleep. */
export function indexedOutboxes(factory: IDBFactory, name = 'dangol-outbox'): TabletOutboxes {
  /** As this page knows it, to write again what the browser evicted under it. */
  const known = new Map<CommandId, Row>()
  const connection = indexedConnection({
    ...{ factory, name },
    prepare(database) {
      if (!database.objectStoreNames.contains(STORE)) database.createObjectStore(STORE)
    },
    async onReopened() {
      const there = new Set(await connection.run(STORE, 'readonly', (rows) => rows.getAllKeys()))
      for (const [id, row] of known) if (!there.has(id)) await write(id, row)
    },
  })
  const write = (id: CommandId, row: Row) => connection.run(STORE, 'readwrite', (rows) => rows.put(row, id))
  async function all(): Promise<Row[]> {
    // What this page wrote into its own database; another page's version writes the same shape or a new store beside it.
    const rows = (await connection.run(STORE, 'readonly', (objects) => objects.getAll())) as Row[]
    for (const row of rows) known.set(row.command.id, row)
    return rows.sort((a, b) => a.command.n - b.command.n)
  }

  return {
    of: (maker) => ({
      all: async () => (await all()).filter((row) => row.maker === maker).map(({ command }) => command),
      async put(command) {
        await write(command.id, { maker, command })
        known.set(command.id, { maker, command })
      },
      async drop(id) {
        known.delete(id)
        await connection.run(STORE, 'readwrite', (rows) => rows.delete(id))
      },
      // The database is shared by every maker's outbox, and closed with the page.
      close: () => undefined,
    }),
    waiting: async () => byMaker(await all()),
    async destroy() {
      known.clear()
      await connection.run(STORE, 'readwrite', (rows) => rows.clear())
    },
    close: () => connection.close(),
  }
}

/** Rows, oldest first, as what waits of each maker. */
export function byMaker(rows: readonly Row[]): WaitingOf[] {
  const makers = new Map<AssociateId, WaitingOf>()
  for (const { maker, command } of rows) {
    const before = makers.get(maker)
    makers.set(maker, {
      maker,
      count: (before?.count ?? 0) + 1,
      since: Math.min(before?.since ?? Infinity, command.madeAt),
    })
  }
  return [...makers.values()]
}
