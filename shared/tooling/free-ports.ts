import { createServer } from 'node:net'

/**
 * Below the range from which systems take the near ends of outgoing connections: a port found there by asking for any free
 * one may be gone a moment later, when a browser opens a connection.
 */
const FIRST = 12_000
const PER_PROCESS = 40
const PROCESSES = 400
let taken = 0

/** Ports that are free on the loopback, this process's own: two test files at once never ask for the same. */
export async function freePorts(count: number): Promise<number[]> {
  const base = FIRST + (process.pid % PROCESSES) * PER_PROCESS
  const found: number[] = []
  for (let tries = 0; found.length < count && tries < PER_PROCESS; tries++) {
    const port = base + (taken++ % PER_PROCESS)
    if (await isFree(port)) found.push(port)
  }
  if (found.length < count) throw new Error(`No ${count} free ports between ${base} and ${base + PER_PROCESS}`)
  return found
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
