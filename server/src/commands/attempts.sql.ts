import type { Db } from '../db/open.ts'

/** Attempts per limit and caller. */
export function prepareAttempts(db: Db) {
  const countSince = db.prepare<[string, string, number], { times: number }>(
    'select coalesce(sum(times), 0) as times from attempts where what = ? and who = ? and at > ?',
  )
  const add = db.prepare<[string, string, number]>(
    `insert into attempts (what, who, at, times) values (?, ?, ?, 1)
     on conflict (what, who, at) do update set times = times + 1`,
  )
  const dropUpTo = db.prepare<[string, string, number]>('delete from attempts where what = ? and who = ? and at <= ?')
  const countOfAllSince = db.prepare<[string, number], { times: number }>(
    'select coalesce(sum(times), 0) as times from attempts where what = ? and at > ?',
  )
  const firstSince = db.prepare<[string, string, number], { at: number | null }>(
    'select min(at) as at from attempts where what = ? and who = ? and at > ?',
  )
  const dropAllUpTo = db.prepare<[string, number]>('delete from attempts where what = ? and at <= ?')
  return { countSince, add, dropUpTo, countOfAllSince, firstSince, dropAllUpTo }
}
