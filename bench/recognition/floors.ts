import { fork } from 'node:child_process'
import { connect } from 'node:net'
import Database from 'better-sqlite3'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { preparePastOrders } from '../../server/src/features/customers/past-orders.sql.ts'
import { quantiles } from '../report.ts'

/** A round trip of `bytes` over loopback TCP to another process: what no design on sockets can be faster than. */
export async function bareSocket(o: {
  rounds: number
  bytes: number
}): Promise<{ p50: number; p99: number; max: number }> {
  const echo = fork(new URL('./echo.ts', import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const port = await new Promise<number>((resolve) => echo.once('message', (message) => resolve(Number(message))))
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  const payload = Buffer.alloc(o.bytes, 0x61)
  const sample: number[] = []
  for (let round = 0; round < o.rounds; round++) sample.push(await roundTrip())
  socket.destroy()
  echo.kill()
  return quantiles(sample)

  function roundTrip(): Promise<number> {
    const startedAt = performance.now()
    let received = 0
    return new Promise((resolve) => {
      socket.on('data', function onData(chunk: Buffer) {
        received += chunk.length
        if (received < payload.length) return
        socket.off('data', onData)
        resolve(performance.now() - startedAt)
      })
      socket.write(payload)
    })
  }
}

/** The look-up that recognition cannot avoid: one credential by key, then the customer's last 20 orders with their lines. */
export function bareLookup(o: {
  path: string
  credIds: readonly string[]
  statements: { credential: string; history: string }
}): {
  p50: number
  p99: number
  max: number
} {
  const db = new Database(o.path, { readonly: true })
  const credential = db.prepare<[string], { customerId: string }>(o.statements.credential)
  const history = db.prepare<[string]>(o.statements.history)
  const sample = o.credIds.map((credId) => {
    const startedAt = performance.now()
    const row = credential.get(credId)
    if (row !== undefined) history.all(row.customerId)
    return performance.now() - startedAt
  })
  db.close()
  return quantiles(sample)
}

/** The store's own answer to the question that the shop is asked: one customer's last 20 orders with their lines. */
export function storesAnswer(o: { path: string; customerIds: readonly CustomerId[] }): {
  p50: number
  p99: number
  max: number
} {
  const db = new Database(o.path, { readonly: true })
  const pastOrders = preparePastOrders(db)
  const sample = o.customerIds.map((customerId) => {
    const startedAt = performance.now()
    pastOrders.newest(customerId, 20)
    return performance.now() - startedAt
  })
  db.close()
  return quantiles(sample)
}
