import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { startFakeStore } from '@dangol/client/testing/fake-store.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId, ConfigurationId, DeviceId, FamilyId } from '@dangol/domain/ids/ids.ts'
import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { expect, it } from 'vitest'
import { TOPIC, visitId, visitView } from '../testing/fixtures.ts'

const CANARY_DRAFT = 'surprise for Finch-K4'
const CANARY_LOOK = 'engraving-Siskin-T8'
const SHARED = `visit:${visitId(1)}` as const

const draft: SharedDraft = {
  ...{
    id: '019aa000-0000-7000-8000-00000000d000' as ConfigurationId,
    familyId: 'mug' as FamilyId,
    modelVersion: 1,
    name: CANARY_DRAFT,
  },
  ...{ revision: 1, made: {}, hands: {}, history: [], suggestions: [] },
}
const author = {
  kind: 'associate',
  id: 'jieun' as AssociateId,
  name: '지은',
  deviceId: 'tablet-1' as DeviceId,
} as const
const look: Presence = { visitId: visitId(1), deviceId: author.deviceId, author, looking: CANARY_LOOK }

it('[T3] nothing of what was shared is left in the memory of the host once the visit is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-heap-'))
  const store = startFakeStore()
  store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e', head: 5, puts: [] })
  const shared = [{ kind: 'shared-draft', id: draft.id, value: draft }] as unknown as Put[]
  store.catchUp(SHARED, { kind: 'snapshot', epoch: 'e', head: 6, puts: shared })
  store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
  const worker = new Worker(new URL('../testing/heap-worker.ts', import.meta.url), {
    workerData: { url: store.url, folder },
  })
  const told: { visit?: boolean; goodbye?: boolean; link?: string; heap?: string }[] = []
  worker.on('message', (message: (typeof told)[number]) => told.push(message))
  const heap = async (): Promise<string> => {
    told.length = 0
    worker.postMessage('heap')
    await until(() => told.some((message) => message.heap !== undefined), 'the heap')
    return told.find((message) => message.heap !== undefined)?.heap ?? ''
  }
  const tell = (seq: number, puts: Put[], dels: { kind: string; id: string }[] = []) =>
    store.append(TOPIC, 'e', { seq, prev: seq - 1, type: 'visit.changed', at: 1, puts, dels })
  const isFollowed = () =>
    store.received.some(({ name, input }) => name === 'sync:subscribe' && (input as { topic: string }).topic === SHARED)

  try {
    await until(() => told.at(-1)?.link === 'online', 'the line')
    tell(6, [{ kind: 'visit', id: visitId(1), value: visitView(1) }])
    await until(isFollowed, 'the visit to be followed')
    store.io.emit('assist:presence', look)
    const during = await heap()
    for (const word of [CANARY_DRAFT, CANARY_LOOK]) expect(during.includes(word)).toBe(true)

    told.length = 0
    worker.postMessage('end')
    await until(() => told.at(-1)?.visit === false && told.at(-1)?.goodbye === false, 'the end')
    tell(7, [], [{ kind: 'visit', id: visitId(1) }])
    // Sockets keep their last message until the next one comes.
    for (let head = 0; head < 3; head++) store.head(TOPIC, 'e', 7)
    const after = await heap()
    for (const word of [CANARY_DRAFT, CANARY_LOOK]) expect(after.includes(word)).toBe(false)
  } finally {
    await worker.terminate()
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
