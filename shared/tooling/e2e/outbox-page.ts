import { OUTBOX_STORE_PROMISES, waitingCommand } from '@dangol/client/testing/outbox-store-contract.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { indexedOutboxes } from '../../../clienteling/src/app/indexed-outbox.ts'

const maker = 'jieun' as AssociateId
let disks = 0

/** Runs in a page: the tablet's outbox against the browser's own database. */
const outboxPage = {
  /** Whether a promise of an outbox store is kept here; else why not. */
  async keeps(title: string): Promise<string> {
    const promise = OUTBOX_STORE_PROMISES.find((each) => each.title === title)
    const name = `contract-${++disks}`
    try {
      await promise?.holds({ open: () => Promise.resolve(indexedOutboxes(indexedDB, name).of(maker)) })
      return promise ? 'kept' : 'no such promise'
    } catch (error) {
      return String(error)
    }
  },
  async put(database: string, of: string, n: number): Promise<string> {
    const command = waitingCommand(n)
    await indexedOutboxes(indexedDB, database)
      .of(of as AssociateId)
      .put(command)
    return command.id
  },
  async all(database: string, of: string): Promise<number[]> {
    const commands = await indexedOutboxes(indexedDB, database)
      .of(of as AssociateId)
      .all()
    return commands.map(({ n }) => n)
  },
  /** Keeps a command, loses the whole database as browsers do when space is short, and keeps another. */
  async putAfterEviction(database: string): Promise<number[]> {
    const store = indexedOutboxes(indexedDB, database).of(maker)
    await store.put(waitingCommand(1))
    await new Promise((resolve, reject) => {
      const asked = indexedDB.deleteDatabase(database)
      asked.onsuccess = resolve
      asked.onerror = reject
    })
    await store.put(waitingCommand(2))
    return (await store.all()).map(({ n }) => n)
  },
}
Object.assign(globalThis, { outboxPage })
