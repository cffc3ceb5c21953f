import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'
import { Server } from 'socket.io'
import { ownFigures } from './own-figures.ts'
import { serveParent } from './worker.ts'

/**
 * The bare reference: Socket.IO and SQLite with FULL durability, a command's key, state and log row in one transaction,
 * acknowledged after the commit. No validation, no authorisation, no topics: what the product's work is measured against.
 * Arguments: database, and 'grouped' (all commands of one event-loop turn share a commit) or 'single'.
 */
const [database = ':memory:', mode = 'grouped'] = process.argv.slice(2)
const db = new Database(database)
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
db.exec(`
  create table commands (id text primary key, device text not null, outcome text not null, at integer not null) strict;
  create table visits (device text primary key, step text not null) strict, without rowid;
  create table log (seq integer primary key autoincrement, topic text not null, prev integer not null, at integer not null, body text not null) strict;
`)
const find = db.prepare<[string], { outcome: string }>('select outcome from commands where id = ?')
const keep = db.prepare<[string, string, string, number]>(
  'insert into commands (id, device, outcome, at) values (?, ?, ?, ?)',
)
const setStep = db.prepare<[string, string]>(
  'insert into visits (device, step) values (?, ?) on conflict (device) do update set step = excluded.step',
)
const log = db.prepare<[string, number, number, string]>('insert into log (topic, prev, at, body) values (?, ?, ?, ?)')

interface Command {
  readonly id: string
  readonly device: string
  readonly step: string
}
type Acknowledge = (answer: unknown) => void

const http = createServer()
const io = new Server(http, { serveClient: false, transports: ['websocket'], perMessageDeflate: false })
let waiting: { command: Command; acknowledge: Acknowledge }[] = []
let head = 0

io.on('connection', (socket) => {
  socket.on('follow', (acknowledge: Acknowledge) => {
    void socket.join('floor')
    acknowledge({ ok: true, value: head })
  })
  socket.on('write', (command: Command, acknowledge: Acknowledge) => {
    waiting.push({ command, acknowledge })
    if (mode === 'single') commit()
    else if (waiting.length === 1) setImmediate(commit)
  })
})

function commit(): void {
  const taken = waiting
  waiting = []
  const done = db.transaction(() => taken.map(({ command }) => take(command))).immediate()
  taken.forEach(({ acknowledge }, at) => {
    acknowledge({ ok: true, value: null })
    const entry = done[at]
    if (entry !== null)
      io.to('floor').emit('log:appended', { topic: 'floor', epoch: 'sixteen-letters-', entries: [entry] })
  })
}

function take({ id, device, step }: Command) {
  if (find.get(id) !== undefined) return null
  // eslint-disable-next-line no-restricted-syntax -- a reference without the product's injected clock
  const at = Date.now()
  setStep.run(device, step)
  const value = { ...VISIT, deviceId: device, step }
  const body = { puts: [{ kind: 'floor-visit', id: VISIT.id, value }], dels: [] }
  const prev = head
  head = Number(log.run('floor', prev, at, JSON.stringify(body)).lastInsertRowid)
  keep.run(id, device, '{"ok":true,"value":null}', at)
  return { seq: head, prev, type: 'visit.moved-on', at, ...body }
}

const VISIT = {
  id: '01998000-0000-7000-8000-000000000000',
  level: 'L0',
  lang: 'ko',
  startedAt: 1_760_000_000_000,
  maskedName: null,
  customerId: null,
  configurationCount: 0,
  cartUnits: 0,
  servedBy: null,
}

await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
serveParent({ ...ownFigures, address: () => ({ url }) })
