import { brotliCompressSync } from 'node:zlib'
import { encode } from 'cborg'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import fc from 'fast-check'
import { SNAPSHOT_BYTES_MAX } from '@dangol/protocol/shop-roster.ts'
import { expect, test } from 'vitest'
import { readSnapshotContent, snapshotContent } from './snapshot-content.ts'

const MUG = {
  familyId: 'mug' as FamilyId,
  modelVersion: 3,
  choices: { kind: 'table', colour: 'blue', name: '지우', width: 120 },
  expiresAt: 1_790_000_040_000,
}

test('[RC1] is read as it was written, in the fewest bytes, whatever order the choices were made in', () => {
  const content = snapshotContent(MUG)
  expect(readSnapshotContent(content)).toEqual(MUG)
  expect(content.length).toBeLessThan(70)
  const { kind, ...others } = MUG.choices
  expect(snapshotContent({ ...MUG, choices: { ...others, kind } })).toEqual(content)
})

test('[RC1] a time within a minute is rounded down: nothing lasts longer than was said', () => {
  expect(readSnapshotContent(snapshotContent({ ...MUG, expiresAt: MUG.expiresAt + 59_999 }))).toEqual(MUG)
})

test.each([
  ['another kind', [2, 'mug', 3, {}, 1]],
  ['too little', [1, 'mug', 3, {}]],
  ['too much', [1, 'mug', 3, {}, 1, 1]],
  ['no family', [1, '../mug', 3, {}, 1]],
  ['no version', [1, 'mug', 0, {}, 1]],
  ['no choices', [1, 'mug', 3, [], 1]],
  ['an odd choice', [1, 'mug', 3, { kind: { a: 1 } }, 1]],
  ['no time', [1, 'mug', 3, {}, 'tomorrow']],
  ['a time before all', [1, 'mug', 3, {}, -1]],
  ['no list', { kind: 1 }],
])('[RC1] %s is none', (_what, value) => {
  expect(readSnapshotContent(brotliCompressSync(encode(value)))).toBeNull()
})

test('[RC1] what unpacks without end is none', () => {
  const bomb = brotliCompressSync(encode([1, 'mug', 1, { kind: 'x'.repeat(5_000_000) }, 1]))
  expect(bomb.length).toBeLessThan(SNAPSHOT_BYTES_MAX)
  expect(readSnapshotContent(bomb)).toBeNull()
})

test('[RC1] no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readSnapshotContent(bytes)))
})
