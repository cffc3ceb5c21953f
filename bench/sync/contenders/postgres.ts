import { chownSync, chmodSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { systemIds } from '@dangol/client/system-ids.ts'
import { freePorts } from '@dangol/tooling/free-ports.ts'
import { Absent, KIOSKS, createCount, stepOf } from './contender.ts'
import type { Contender } from './contender.ts'
import { peerPackage, peerProgram, runPeer, startPeer } from './peer-package.ts'
import type { Identity } from './peer-package.ts'

/** As much of `pg` as is used. */
interface Client {
  connect(): Promise<void>
  end(): Promise<void>
  query(query: string | { name: string; text: string; values: readonly string[] }): Promise<unknown>
  on(event: 'notification', listener: (message: { payload?: string }) => void): unknown
}
interface Pg {
  Client: new (options: { host: string; port: number; user: string; database: string }) => Client
}
interface Address {
  readonly port: number
}

const FOLDERS = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt/postgresql']
const TABLES = `
  create table commands (id text primary key, device text not null, outcome text not null, at bigint not null);
  create table visits (device text primary key, step text not null);
  create table log (seq bigserial primary key, topic text not null, at bigint not null, body text not null);`
/** Key, state, log row and word of it in one statement and one round trip, which is how PostgreSQL does it fastest. */
const WRITE = `
  with key as (insert into commands (id, device, outcome, at) values ($1, $2, '{"ok":true,"value":null}', 0)
    on conflict do nothing returning device),
  state as (insert into visits (device, step) select device, $3 from key
    on conflict (device) do update set step = excluded.step),
  entry as (insert into log (topic, at, body) select 'floor', 0, $4 from key returning seq, body)
  select pg_notify('floor', seq || ' ' || body) from entry`

/** PostgreSQL with LISTEN and NOTIFY, spoken to directly: the same durability, each kiosk its own connection. */
export const contender: Contender = {
  async serve(folder) {
    peerPackage<Pg>('pg')
    const programs = peerProgram('initdb', binFolders())
    const as = someoneElse()
    const data = join(folder, 'cluster')
    if (as !== null) openTo(folder, as)
    runPeer(programs, ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync', '-E', 'UTF8'], as)
    const [port = 0] = await freePorts(1)
    const postgres = peerProgram('postgres', binFolders())
    const args = ['-D', data, '-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=on']
    const server = await startPeer({ program: postgres, args, port, as })
    const client = await firstClient({ port })
    await client.query(TABLES)
    await client.end()
    return { address: { port }, end: server.end }
  },
  async openKiosks({ port }: Address) {
    const kiosks = await Promise.all(Array.from({ length: KIOSKS }, async () => inTurn(await open({ port }))))
    return {
      async write(n) {
        const device = `kiosk-${n % KIOSKS}`
        const body = JSON.stringify({
          puts: [{ kind: 'floor-visit', id: VISIT.id, value: { ...VISIT, deviceId: device, step: stepOf(n) } }],
          dels: [],
        })
        const values = [systemIds.next<never>(), device, stepOf(n), body]
        await kiosks[n % KIOSKS]?.({ name: 'write', text: WRITE, values })
      },
    }
  },
  async openTablet(address: Address, seen) {
    const client = await open(address)
    const count = createCount(seen)
    client.on('notification', ({ payload = '' }) => {
      const { puts } = JSON.parse(payload.slice(payload.indexOf(' '))) as { puts: { value: { deviceId: string } }[] }
      for (const { value } of puts) count(Number(value.deviceId.slice('kiosk-'.length)))
    })
    await client.query('listen floor')
  },
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

async function open({ port }: Address): Promise<Client> {
  const { Client } = peerPackage<Pg>('pg')
  const client = new Client({ host: '127.0.0.1', port, user: 'bench', database: 'postgres' })
  await client.connect()
  return client
}

/** It takes connections before it is ready for them. */
async function firstClient(address: Address): Promise<Client> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return await open(address)
    } catch {
      await pause(100)
    }
  }
  throw new Absent('PostgreSQL starts, and then is not ready for ten seconds')
}

/** A connection has one statement under way. */
function inTurn(client: Client): Client['query'] {
  let last: Promise<unknown> = Promise.resolve()
  return (query) => (last = last.then(() => client.query(query)))
}

/** Newest version first. */
function binFolders(): string[] {
  const versions = FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(folder).map((version) => join(folder, version, 'bin'))
    } catch {
      return []
    }
  })
  return [...versions.sort().reverse(), '/usr/bin', '/usr/local/bin']
}

/** PostgreSQL refuses to run as root: then the account that its package made. */
function someoneElse(): Identity | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres']).stdout.toString() || Number.NaN)
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  return Number.isNaN(uid) ? null : { uid, gid }
}

/** The folder is its own; on the way to it, it may only pass through. */
function openTo(folder: string, { uid, gid }: Identity): void {
  chownSync(folder, uid, gid)
  const above = dirname(folder)
  chmodSync(above, statSync(above).mode | 0o011)
}
