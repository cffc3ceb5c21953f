import { expect, it } from 'vitest'
import { mugOf } from '../../testing/small-shop.ts'
import { inWorker } from './in-worker.ts'

it('judges a model beside the own thread', async () => {
  const job = { kind: 'dry-run', model: mugOf(1), file: null, onSale: null, held: [], sawAll: true } as const
  expect(await inWorker(job)).toMatchObject({ kind: 'sound', version: 1 })
})

it('gives up on what takes too long', async () => {
  expect(await inWorker({ kind: 'dead-values', model: mugOf(1) }, 0)).toBeNull()
})
