import type { Db } from './open.ts'

/** Runs synchronously in one immediate transaction; what it appended to the change log goes out only after the commit. */
export type Transact = <T>(run: () => T) => T

/** What a transaction tells the change log when it ends. */
export interface CommitListener {
  committed(): void
  rolledBack(): void
}

/** Makes the one way to write. A transaction within a transaction joins it. Throws when `run` returns a promise. */
export function createTransact(db: Db, listener: CommitListener): Transact {
  return <T>(run: () => T): T => {
    if (db.inTransaction) return run()
    let value: T
    try {
      value = db.transaction(run).immediate()
    } catch (error) {
      listener.rolledBack()
      throw error
    }
    listener.committed()
    return value
  }
}
