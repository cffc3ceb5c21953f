interface ConnectionOptions {
  readonly factory: IDBFactory
  readonly name: string
  /** Makes what is not there yet; never takes anything away. */
  readonly prepare: (database: IDBDatabase) => void
  /** After the browser had closed the connection and it is open again, perhaps to an empty database: eviction does that. */
  readonly onReopened: () => Promise<void>
}

/** One connection to a browser's database that is opened again when the browser drops it. */
export interface IndexedConnection {
  /** Runs `act` in a transaction of the store and resolves with what it asked for once that is on the disk. */
  run<T>(store: string, mode: IDBTransactionMode, act: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T>
  close(): void
}

/** Opens it at the first use. Rejects only when the browser refuses twice. */
export function indexedConnection(options: ConnectionOptions): IndexedConnection {
  let open: Promise<IDBDatabase> | null = null
  let wasOpen = false

  const connect = (): Promise<IDBDatabase> =>
    (open ??= openDatabase(options, () => (open = null)).catch((error: unknown) => {
      open = null
      throw error
    }))
  async function connected(): Promise<IDBDatabase> {
    const isReopening = open === null && wasOpen
    const database = await connect()
    wasOpen = true
    if (isReopening) await options.onReopened()
    return database
  }

  return {
    async run(store, mode, act) {
      try {
        return await transacted(await connected(), store, mode, act)
      } catch {
        // Safari loses its connection to the database while a page sleeps, and says so only to whoever uses it next.
        open = null
        return transacted(await connected(), store, mode, act)
      }
    },
    close: () => void open?.then((database) => database.close()),
  }
}

function openDatabase({ factory, name, prepare }: ConnectionOptions, onLost: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = factory.open(name)
    asked.onupgradeneeded = () => prepare(asked.result)
    asked.onerror = () => reject(broken(asked.error))
    asked.onsuccess = () => {
      const database = asked.result
      database.onclose = onLost
      // A newer page wants to add something: it waits until every older one lets go.
      database.onversionchange = () => {
        database.close()
        onLost()
      }
      resolve(database)
    }
  })
}

function transacted<T>(
  database: IDBDatabase,
  store: string,
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // Browsers tell 'done' before the disk has it, unless they are asked not to.
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    const asked = act(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onabort = () => reject(broken(transaction.error))
  })
}

const broken = (error: DOMException | null): Error => error ?? new Error('the database gave no reason')
