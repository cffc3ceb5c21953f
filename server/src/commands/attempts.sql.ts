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
  const newest = db.prepare<[], { at: number | null }>('select max(at) as at from attempts')
  const anyUpTo = db.prepare<[number], number>('select 1 from attempts where at <= ? limit 1').pluck()
  const dropOld = db.prepare<[number]>('delete from attempts where at <= ?')
  // In two steps: on its way one would meet another of the same key.
  const moveOut = db.prepare<[number]>('update attempts set at = -(at + ?)')
  const moveIn = db.prepare<[]>('update attempts set at = -at where at < 0')
  const lived = db.prepare<[], { value: string }>("select value from store_facts where name = 'limits-lived-until'")
  const setLived = db.prepare<[number]>(
    `insert into store_facts (name, value) values ('limits-lived-until', cast(? as text))
     on conflict (name) do update set value = excluded.value`,
  )
  return {
    ...{ countSince, add, dropUpTo, countOfAllSince, firstSince, dropAllUpTo },
    newest: (): number => newest.get()?.at ?? 0,
    isAnyUpTo: (at: number): boolean => anyUpTo.get(at) !== undefined,
    dropUpToOfAll: (at: number): void => void dropOld.run(at),
    moveAll(byMs: number): void {
      moveOut.run(byMs)
      moveIn.run()
    },
    livedUntil: (): number => Number(lived.get()?.value ?? 0),
    setLivedUntil: (at: number): void => void setLived.run(at),
  }
}
