import { createServer } from 'node:net'

/**
 * Below the range from which systems take the near ends of outgoing connections: a port found there by asking for any free
 * one may be gone a moment later, when a browser opens a connection.
 */
const FIRST = 12_000
const PER_PROCESS = 40
const PROCESSES = 400
let block: Promise<number> | null = null
let taken = 0

/** Ports that are free on the loopback, this process's own: two test files at once never ask for the same. */
export async function freePorts(count: number): Promise<number[]> {
  const base = await (block ??= claimBlock())
  const found: number[] = []
  for (let tries = 0; found.length < count && tries < PER_PROCESS; tries++) {
    const port = base + 1 + (taken++ % (PER_PROCESS - 1))
    if (await isFree(port)) found.push(port)
  }
  if (found.length < count) throw new Error(`No ${count} free ports between ${base} and ${base + PER_PROCESS}`)
  return found
}

/** Listens at the first port of a block for as long as this process lives: whoever comes later takes another block. */
async function claimBlock(): Promise<number> {
  for (let tries = 0; tries < PROCESSES; tries++) {
    const base = FIRST + ((process.pid + tries) % PROCESSES) * PER_PROCESS
    const claim = createServer().unref()
    const isOurs = await new Promise<boolean>((resolve) => {
      claim.once('error', () => resolve(false))
      claim.listen(base, '127.0.0.1', () => resolve(true))
    })
    if (isOurs) return base
  }
  throw new Error('Every block of ports is taken')
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
