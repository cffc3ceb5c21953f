import { newWebDeviceKey } from '@dangol/client/web-device-key.ts'
import type { Face } from '../staff-context.ts'
import { indexedConnection } from '../indexed-connection.ts'

/** What a paired device keeps of itself. Private halves cannot be exported, by this page or any other. */
export interface KeptKey {
  readonly pair: CryptoKeyPair
  /** By the device's own clock. */
  readonly since: number
  /** The key that follows, while the store is being told of it. */
  readonly next: CryptoKeyPair | null
}

/** Where a staff device keeps its key, apart for each face. */
export interface KeyVault {
  read(): Promise<KeptKey | null>
  write(key: KeptKey): Promise<void>
  drop(): Promise<void>
  readonly make: () => Promise<CryptoKeyPair>
}

const STORE = 'keys'

/** A vault in the browser's own database. Rejects where the browser keeps nothing, or makes no such keys. */
export function indexedKeyVault(factory: IDBFactory, face: Face): KeyVault {
  const connection = indexedConnection({
    ...{ factory, name: 'dangol-device', onReopened: () => Promise.resolve() },
    prepare(database) {
      if (!database.objectStoreNames.contains(STORE)) database.createObjectStore(STORE)
    },
  })
  return {
    make: newWebDeviceKey,
    // What this page wrote into its own database.
    read: async () =>
      ((await connection.run(STORE, 'readonly', (keys) => keys.get(face))) as KeptKey | undefined) ?? null,
    async write(key) {
      await connection.run(STORE, 'readwrite', (keys) => keys.put(key, face))
    },
    drop: () => connection.run(STORE, 'readwrite', (keys) => keys.delete(face)),
  }
}
