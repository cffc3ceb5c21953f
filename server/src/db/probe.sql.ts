import type { Db } from './open.ts'

/** As much as a turn of many commands writes. */
const PROBE_BYTES = 256 * 1024

/** Writes and gives back a fair amount of room, to learn whether there is any. */
export function prepareProbe(db: Db) {
  const fill = db.prepare<[number]>(
    `insert into store_probe (id, filler) values (1, zeroblob(?))
     on conflict (id) do update set filler = excluded.filler`,
  )
  return {
    run() {
      fill.run(PROBE_BYTES)
      fill.run(0)
    },
  }
}
