import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_STORE } from './default-store.ts'
import { readStore } from './read-store.ts'

describe('the facts of the store', () => {
  let path: string
  beforeEach(() => void (path = join(mkdtempSync(join(tmpdir(), 'dangol-store-')), 'store.json')))
  afterEach(() => rmSync(path, { force: true }))
  const write = (facts: unknown) => writeFileSync(path, typeof facts === 'string' ? facts : JSON.stringify(facts))

  test('are the demonstration’s until the data folder says otherwise', () => {
    expect(readStore(path)).toEqual(DEFAULT_STORE)
    write({ ...DEFAULT_STORE, id: 'busan', currency: 'EUR' })
    expect(readStore(path)).toMatchObject({ id: 'busan', currency: 'EUR' })
  })

  test.each([
    ['no JSON', 'a note'],
    ['a zone that does not exist', { ...DEFAULT_STORE, timeZone: 'Asia/Atlantis' }],
    ['a home that is nowhere', { ...DEFAULT_STORE, home: 'mars' }],
    ['a week without a working day', { ...DEFAULT_STORE, closedWeekdays: [0, 1, 2, 3, 4, 5, 6] }],
  ])('%s is refused with the file’s name', (_what, facts) => {
    write(facts)
    expect(() => readStore(path)).toThrow(path)
  })
})
