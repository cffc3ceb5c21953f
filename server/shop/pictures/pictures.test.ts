import { createHash } from 'node:crypto'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { pngBytes } from '@dangol/domain/catalogue/testing/picture-bytes.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { openMemoryDatabase } from '../../src/db/testing/memory-database.ts'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import { createTurnedClock } from '../testing/turned-clock.ts'
import { createPictures, PICTURES_BYTES_MAX } from './pictures.ts'

const FILE_BYTES = 8 * 1024 * 1024
const DAY_MS = 24 * 60 * 60_000
const model: ConfigModel = {
  ...mug,
  characteristics: [
    {
      ...{ id: 'print', group: 'all', title: { ko: '사진', en: 'Print' }, kind: 'picture', required: false },
      ...{ types: ['image/png'], bytesMax: FILE_BYTES, widthMin: 1, heightMin: 1 },
    },
  ],
}

function opened() {
  const db = openMemoryDatabase(SHOP_MIGRATIONS)
  const clock = createTurnedClock()
  for (const id of ['m1', 'm2'])
    db.exec(`insert into customers values ('${id}', 'alias-${id}', 'C-${id}', null, 'Name', 'ko', 'web', 1)`)
  const pictures = createPictures({ db, clock })
  const picture = (width: number, length = 100) => {
    const bytes = Buffer.from(pngBytes({ width, height: 1, length }))
    return { bytes, model, characteristicId: 'print', digest: createHash('sha256').update(bytes).digest('hex') }
  }
  const kept = () => (db.prepare('select count(*) as n from pictures').get() as { n: number }).n
  return { db, clock, pictures, picture, kept }
}

test('a member’s share is also one of bytes, whoever else has how many', () => {
  const { pictures, picture } = opened()
  for (let at = 0; at < PICTURES_BYTES_MAX / FILE_BYTES; at++)
    expect(pictures.put('m1', picture(at + 1, FILE_BYTES))).toEqual({ ok: true, value: null })
  expect(pictures.put('m1', picture(100))).toEqual({ ok: false, error: { code: 'too-many' } })
  expect(pictures.put('m2', picture(100))).toMatchObject({ ok: true })
})

test('housekeeping gets round to everything, a few at a time', () => {
  const { db, clock, pictures, picture, kept } = opened()
  const put = db.prepare("insert into pictures values ('m1', ?, 'image/png', 0, ?, x'00')")
  for (let at = 0; at < 120; at++) put.run(picture(at + 1).digest, at)
  clock.advance(DAY_MS)
  const left = [0, 1, 2].map(() => {
    pictures.sweep()
    return kept()
  })
  expect(left).toEqual([70, 20, 0])
})

test('choices that name no picture forget none', () => {
  const { pictures, picture, kept } = opened()
  const { digest } = picture(1)
  pictures.put('m1', picture(1))
  pictures.forget('m1', { print: digest, glaze: 'ink', size: 3 })
  pictures.forget('m2', { print: `picture:${digest}` })
  expect(kept()).toBe(1)
  pictures.forget('m1', { print: `picture:${digest}` })
  expect(kept()).toBe(0)
})
