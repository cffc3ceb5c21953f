import type { Db } from '../../src/db/open.ts'

/** What is known of the database itself. */
export function prepareFacts(db: Db) {
  const get = db.prepare<[string], { value: string }>('select value from facts where name = ?')
  const set = db.prepare<[string, string]>('insert into facts (name, value) values (?, ?)')
  const member = db.prepare<[], { id: string }>('select id from customers limit 1')
  return {
    get: (name: string): string | null => get.get(name)?.value ?? null,
    set: (name: string, value: string): void => void set.run(name, value),
    hasMembers: (): boolean => member.get() !== undefined,
  }
}
