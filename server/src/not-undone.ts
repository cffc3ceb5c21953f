import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { CommandId, IdSource } from '@dangol/domain/ids/ids.ts'
import { CustomerIdSchema, DeviceIdSchema, InstantSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import type { Db } from './db/open.ts'
import { prepareNotUndone } from './not-undone.sql.ts'
import type { PutOutDevice } from './not-undone.sql.ts'
import { StartRefusal } from './platform/start-refusal.ts'
import type { Features } from './wire.ts'

/** More devices than a store loses in its life; the one put out longest ago goes first. */
const PUT_OUT_MAX = 1_000

const FileSchema = z.strictObject({
  putOut: z.array(
    z.strictObject({ id: DeviceIdSchema, publicKey: z.string(), pairedAt: InstantSchema, revokedAt: InstantSchema }),
  ),
  erased: z.array(z.strictObject({ customerId: CustomerIdSchema, confirmed: z.union([z.literal(0), z.literal(1)]) })),
})
type Kept = z.infer<typeof FileSchema>

export interface NotUndoneDeps {
  readonly path: string
  readonly db: Db
  readonly ids: IdSource
  readonly features: Pick<Features, 'core' | 'customers' | 'books' | 'outbox'>
}

/** Decisions that a backup put in place of the database must not take back. */
export interface NotUndone {
  /** Decides again what the database does not know of; call it before anybody is let in. Returns how much that was. */
  apply(): { readonly putOut: number; readonly erased: number }
  /** Writes down what has been decided since. Throws when the file cannot be written. */
  keep(): void
}

/**
 * Keeps beside the database which devices were put out and who was erased: aliases and public keys only. Refuses with a
 * StartRefusal: a file that holds something else.
 */
export function createNotUndone({ path, db, ids, features }: NotUndoneDeps): NotUndone {
  const sql = prepareNotUndone(db)
  const { core, customers, books, outbox } = features
  let written = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const before = written === '' ? { putOut: [], erased: [] } : readKept(path, written)
  let known: readonly PutOutDevice[] = before.putOut

  return {
    apply: () =>
      core.transact(() => {
        const putOut = before.putOut.reduce((sum, device) => sum + sql.putOutAgain.run(device).changes, 0)
        const here = new Set(sql.erased.all().map(({ customerId }) => customerId))
        const missing = before.erased.filter(({ customerId }) => !here.has(customerId))
        for (const { customerId, confirmed } of missing) {
          customers.erase(customerId)
          books.tombstones.erasedHere(customerId)
          if (confirmed === 1) continue
          // What was to tell the shop went with the database.
          const commandId = ids.next<CommandId>()
          outbox.enqueue({ kind: 'erasure', key: commandId, body: { commandId, customerId } })
        }
        return { putOut, erased: missing.length }
      }),
    keep() {
      // Another device may have its name by now; its key is good again only when somebody let it in anew.
      const stillOut = known.filter(({ publicKey }) => sql.isOfTheHouse.get(publicKey) === undefined)
      const byKey = new Map([...stillOut, ...sql.putOut.all()].map((device) => [device.publicKey, device]))
      known = [...byKey.values()].sort((a, b) => a.revokedAt - b.revokedAt).slice(-PUT_OUT_MAX)
      const text = `${JSON.stringify({ putOut: [...known], erased: sql.erased.all() } satisfies Kept, null, 2)}\n`
      if (text === written) return
      // Whole or not at all.
      writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
      written = text
    },
  }
}

function readKept(path: string, text: string): Kept {
  try {
    return FileSchema.parse(JSON.parse(text))
  } catch {
    throw new StartRefusal(
      `What must not be undone, in ${path}, cannot be read. Put the file back from a copy; without it, devices that were ` +
        'revoked and members who were erased may come back with an old database.',
    )
  }
}
