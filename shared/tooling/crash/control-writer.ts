import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'

/**
 * Not the product: a writer that says aloud each number that it committed, to show that the recorder sees what a power cut
 * takes. `node control-writer.ts FILE full|normal`; with 'normal' it promises more than it keeps (sync 0.1).
 */
const [file = '', synchronous = 'full'] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = wal')
db.pragma(`synchronous = ${synchronous === 'normal' ? 'normal' : 'full'}`)
db.pragma('wal_autocheckpoint = 40')
db.exec('create table if not exists numbers (n integer primary key, filler text not null) strict')
const insert = db.prepare('insert into numbers (n, filler) values (?, ?)')
for (let n = 1; ; n++) {
  insert.run(n, 'x'.repeat(200))
  // At once and not through a stream: what is said last before the end must be heard.
  writeSync(1, `${n}\n`)
}
