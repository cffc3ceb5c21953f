import { setTimeout as pause } from 'node:timers/promises'
import type { StoreAddress } from './contenders/dangol.ts'
import type { CrowdAt, Cursor, Return } from './crowd.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

/** Receivers of their own, so that the crowd is not what is waited for. */
const PROCESSES = 2

/** Many devices, shared out over a few processes. */
export interface Crowd {
  /** All connect, and when all are there they follow the floor. */
  gather(at: CrowdAt, count: number): Promise<void>
  /** Resolves when this many messages were heard by all together since they gathered; false when they do not come. */
  hears(messages: number): Promise<boolean>
  bytesHeardLast(): Promise<number>
  look(at: CrowdAt): Promise<Cursor>
  comeBack(at: CrowdAt, count: number, since: Cursor, upTo: number): Promise<Return[]>
  leave(): Promise<void>
  end(): Promise<void>
}

/** Tablets of the store, each with somebody signed in; there may be so many. */
export const tabletsOf = async (server: Worker, { url, keys }: StoreAddress, devices: number): Promise<CrowdAt> => ({
  ...{ kind: 'store', url, token: keys.tablet },
  sessions: await server.ask<string[]>('signIn', { devices }),
})

export function startCrowd(): Crowd {
  const workers = Array.from({ length: PROCESSES }, () => startWorker('./crowd.ts'))
  let taken = 0
  const share = (count: number) =>
    workers.map((worker, at) => {
      const part = Math.floor(count / PROCESSES) + (at < count % PROCESSES ? 1 : 0)
      taken += part
      return { worker, count: part, from: taken - part }
    })
  const all = <T>(name: string, input?: unknown) => Promise.all(workers.map((worker) => worker.ask<T>(name, input)))
  const heard = () => all<{ heard: number; bytes: number }>('heard')
  return {
    async gather(at, count) {
      await Promise.all(share(count).map(({ worker, ...part }) => worker.ask('connect', { at, ...part })))
      await all('follow', { at })
    },
    async hears(messages) {
      for (let tries = 0; tries < 1_000; tries++) {
        const sum = (await heard()).reduce((total, one) => total + one.heard, 0)
        if (sum >= messages) return true
        await pause(10)
      }
      return false
    },
    bytesHeardLast: async () => Math.max(...(await heard()).map(({ bytes }) => bytes)),
    look(at) {
      const [first] = workers
      if (first === undefined) throw new Error('a crowd has processes')
      return first.ask<Cursor>('look', { at })
    },
    async comeBack(at, count, since, upTo) {
      taken = 0
      const parts = share(count).map(({ worker, ...part }) =>
        worker.ask<Return[]>('comeBack', { at, ...part, since, upTo }),
      )
      return (await Promise.all(parts)).flat()
    },
    async leave() {
      await all('leave')
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.end()))
    },
  }
}
