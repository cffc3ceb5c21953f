import type { Db } from '../db/open.ts'

/** How new the shop's last word about each member-code key was. */
export function prepareRosterVersions(db: Db) {
  const find = db.prepare<[string], { version: number }>('select version from roster_versions where cred_id = ?')
  const put = db.prepare<[string, number]>(
    `insert into roster_versions (cred_id, version) values (?, ?)
     on conflict (cred_id) do update set version = excluded.version`,
  )
  const newest = db.prepare<[], { version: number | null }>('select max(version) as version from roster_versions')
  return {
    of: (credId: string): number => find.get(credId)?.version ?? 0,
    put,
    /** 0 when there is none. */
    newest: (): number => newest.get()?.version ?? 0,
  }
}
