import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { startFakeStore } from '@dangol/client/testing/fake-store.ts'
import { until } from '@dangol/client/testing/until.ts'
import { expect, it } from 'vitest'
import { CANARY_CONFIGURATION, CANARY_NAME, TOPIC, memberVisit, visitId } from './testing/fixtures.ts'

interface Told {
  readonly visit?: boolean
  readonly goodbye?: boolean
  readonly link?: string
  readonly heap?: string
}

it('[A7] nothing of a visit is left in the memory of the host once it is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-heap-'))
  const store = startFakeStore()
  store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e', head: 5, puts: [] })
  store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
  const workerData = { url: store.url, folder }
  const worker = new Worker(new URL('./testing/heap-worker.ts', import.meta.url), { workerData })
  const told: Told[] = []
  worker.on('message', (message: Told) => told.push(message))
  const heap = async (): Promise<string> => {
    told.length = 0
    worker.postMessage('heap')
    await until(() => told.some((message) => message.heap !== undefined), 'the heap')
    return told.find((message) => message.heap !== undefined)?.heap ?? ''
  }
  const tell = (seq: number, puts: Parameters<typeof store.append>[2]['puts'], dels: { kind: string; id: string }[]) =>
    store.append(TOPIC, 'e', { seq, prev: seq - 1, type: 'visit.changed', at: 1, puts, dels })

  try {
    await until(() => told.at(-1)?.link === 'online', 'the line')
    const visit = memberVisit(1)
    tell(6, [{ kind: 'visit', id: visit.id, value: visit }], [])
    await until(() => told.at(-1)?.visit === true, 'the visit')
    const during = await heap()
    for (const word of [CANARY_NAME, CANARY_CONFIGURATION]) expect(during.includes(word)).toBe(true)

    told.length = 0
    worker.postMessage('end')
    await until(() => told.at(-1)?.visit === false && told.at(-1)?.goodbye === false, 'the end')
    tell(7, [], [{ kind: 'visit', id: visitId(1) }])
    // Sockets keep their last message until the next one comes.
    for (let head = 0; head < 3; head++) store.head(TOPIC, 'e', 7)
    const after = await heap()
    for (const word of [CANARY_NAME, CANARY_CONFIGURATION]) expect(after.includes(word)).toBe(false)
  } finally {
    await worker.terminate()
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
