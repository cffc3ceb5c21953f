import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Absent } from './contender.ts'

/**
 * A package of a peer, which the product does not depend on: from the folder that DANGOL_PEERS names, where somebody ran
 * `npm install` for it, else from the project's own. Throws Absent.
 */
export function peerPackage<T>(name: string): T {
  const folder = process.env['DANGOL_PEERS']
  const places = [...(folder === undefined ? [] : [join(folder, 'package.json')]), import.meta.filename]
  for (const place of places) {
    try {
      return createRequire(place)(name) as T
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  throw new Absent(`package ${name} is not installed (npm install it in a folder and name that in DANGOL_PEERS)`)
}

/** A program of a peer, from the first of these places that has it. Throws Absent. */
export function peerProgram(name: string, folders: readonly string[]): string {
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Absent(`program ${name} is not installed`)
  return found
}

/** Runs a peer's program to its end. */
export function runPeer(program: string, args: readonly string[], as: Identity | null): void {
  const done = spawnSync(program, args, { ...as, stdio: ['ignore', 'ignore', 'pipe'] })
  if (done.status !== 0) throw new Absent(`${program} failed: ${done.stderr.toString().trim().slice(-300)}`)
}

/** Starts a peer's program that stays; resolves when its port answers. */
export async function startPeer(o: {
  program: string
  args: readonly string[]
  port: number
  as?: Identity | null
}): Promise<{ end: () => Promise<void> }> {
  const child = spawn(o.program, o.args, { ...(o.as ?? {}), stdio: 'ignore' })
  // A benchmark that is interrupted leaves no server behind.
  process.once('exit', () => child.kill('SIGINT'))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let tries = 0; !(await answers(o.port)); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Absent(`${o.program} does not start here`)
    await pause(50)
  }
  return {
    async end() {
      // PostgreSQL would wait for its clients on SIGTERM.
      child.kill('SIGINT')
      await gone
    },
  }
}

/** Whom a program runs as that refuses to run as the machine's administrator. */
export interface Identity {
  readonly uid: number
  readonly gid: number
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
