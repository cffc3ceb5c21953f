import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from '../free-ports.ts'

/** A database server of one test shop, on the loopback alone. */
export interface Postgres {
  /** Of the one database that every cluster is made with. */
  readonly url: string
  end(): Promise<void>
}

/** Who owns the files: PostgreSQL refuses to run as root, and then runs as the account that its package made. */
interface Identity {
  readonly uid: number
  readonly gid: number
}

const OWNER = 'shop'
const FOLDERS = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt/postgresql']
const START_TRIES = 300
const START_PAUSE_MS = 100

/** The folder with PostgreSQL's programs, newest version first; null where there is none, or nobody to run it as. */
export function postgresPrograms(): string | null {
  const found = programFolders().find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  )
  return found === undefined || someoneElse() === 'nobody' ? null : found
}

/** Makes an empty cluster. */
export function makeCluster(programs: string, folder: string): void {
  const as = prepare(folder)
  const rights = ['-U', OWNER, '-A', 'trust']
  run(join(programs, 'initdb'), ['-D', join(folder, 'cluster'), ...rights, '-E', 'UTF8', '--locale=C', '--no-sync'], as)
}

/** Starts the cluster of a folder. A test's shop need not survive a power cut, and is faster for it. */
export async function startCluster(programs: string, folder: string): Promise<Postgres> {
  const as = prepare(folder)
  const [port = 0] = await freePorts(1)
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'unix_socket_directories=', 'max_connections=60']
  const args = ['-D', join(folder, 'cluster'), '-p', String(port), ...settings.flatMap((one) => ['-c', one])]
  const child = spawn(join(programs, 'postgres'), args, { ...as, stdio: 'ignore' })
  const kill = () => void child.kill('SIGINT')
  process.once('exit', kill)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > START_TRIES || child.exitCode !== null) throw new Error('PostgreSQL does not start here')
    await pause(START_PAUSE_MS)
  }
  return {
    url: `postgres://${OWNER}@127.0.0.1:${port}/postgres`,
    async end() {
      process.off('exit', kill)
      // It would wait for its clients on SIGTERM.
      kill()
      await gone
    },
  }
}

/** A copy with the same owners and rights, which a cluster insists on. */
export function copyCluster(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  run('cp', ['-a', join(from, 'cluster'), join(to, 'cluster')], {})
}

function prepare(folder: string): Partial<Identity> {
  mkdirSync(folder, { recursive: true })
  const as = someoneElse()
  if (as === 'nobody' || as === 'ourselves') return {}
  chownSync(folder, as.uid, as.gid)
  chmodSync(folder, 0o755)
  return as
}

function someoneElse(): Identity | 'ourselves' | 'nobody' {
  if (process.getuid?.() !== 0) return 'ourselves'
  const idOf = (flag: string) => Number.parseInt(spawnSync('id', [flag, 'postgres']).stdout.toString(), 10)
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  return Number.isNaN(uid) || Number.isNaN(gid) ? 'nobody' : { uid, gid }
}

function programFolders(): string[] {
  const versions = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder).map((version) => join(folder, version, 'bin')),
  )
  return [...versions.sort().reverse(), '/usr/bin', '/usr/local/bin']
}

function run(program: string, args: readonly string[], as: Partial<Identity>): void {
  const done = spawnSync(program, args, { ...as, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr.toString().trim().slice(-300)}`)
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
  })
