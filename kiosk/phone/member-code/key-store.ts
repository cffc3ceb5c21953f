/** One member-code key of this phone. The private key cannot be exported, not even by this page. */
export interface MemberKey {
  /** 16 hexadecimal digits, given by the shop at enrolment. */
  readonly credId: string
  readonly kind: 'ed25519' | 'p256'
  readonly privateKey: CryptoKey
  /** The highest timestamp ever signed, Unix seconds: it never falls, whatever the phone's clock does. */
  readonly lastTs: number
}

const DATABASE = 'dangol-member-code'
const STORE = 'keys'

/** Keeps this phone's keys, one per customer number, where script can use but never read them. */
export interface KeyStore {
  load(customerNumber: string): Promise<MemberKey | null>
  save(customerNumber: string, key: MemberKey): Promise<void>
  remove(customerNumber: string): Promise<void>
}

export function openKeyStore(factory: IDBFactory = indexedDB): KeyStore {
  const inStore = async <T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const database = await open(factory)
    try {
      return await settled(run(database.transaction(STORE, mode).objectStore(STORE)))
    } finally {
      database.close()
    }
  }
  return {
    load: async (number) =>
      (await inStore<MemberKey | undefined>(
        'readonly',
        (store) => store.get(number) as IDBRequest<MemberKey | undefined>,
      )) ?? null,
    save: async (number, key) => {
      await inStore('readwrite', (store) => store.put(key, number))
    },
    remove: async (number) => {
      await inStore('readwrite', (store) => store.delete(number))
    },
  }
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1)
  request.onupgradeneeded = () => void request.result.createObjectStore(STORE)
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed without saying why'))
  })
}
