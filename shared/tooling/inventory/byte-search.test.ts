import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diskIn, diskOf, findIn } from './byte-search.ts'
import { EXPECTED, problemsOn } from './expected.ts'

const NAME = '황보카나리'
const CODE = 'Quill-7731?'
const canaries = [
  { kind: 'name', text: NAME },
  { kind: 'member code', text: CODE },
] as const
const noise = (n: number) => Buffer.from(Array.from({ length: n }, (_, at) => (at * 7 + 3) % 256))

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-search-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ways: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['as it is', (text) => Buffer.from(text)],
  ['as a browser keeps text', (text) => Buffer.from(text, 'utf16le')],
  ['in small letters', (text) => Buffer.from(text.toLowerCase())],
  ['in parts of letters', (text) => Buffer.from(text.normalize('NFD'))],
  ['in hex', (text) => Buffer.from(Buffer.from(text).toString('hex'))],
  ['in an address', (text) => Buffer.from(encodeURIComponent(text))],
  [
    'in careful JSON',
    (text) =>
      Buffer.from(
        JSON.stringify({ text }).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ),
  ],
  ...[0, 1, 2].map(
    (at) => [`in base64, ${at} further`, (text: string) => base64('x'.repeat(at) + text + 'yy', 'base64')] as const,
  ),
  ['in base64 of addresses', (text) => base64(`z${text}`, 'base64url')],
]
const base64 = (text: string, encoding: 'base64' | 'base64url') => Buffer.from(Buffer.from(text).toString(encoding))

for (const [way, write] of ways) {
  test(`a text is found ${way}, wherever it stands`, () => {
    for (const { text } of canaries) {
      const disk = new Map([['file', Buffer.concat([noise(5_001), write(text), noise(77)])]])
      expect(findIn(disk, canaries).map((find) => find.text)).toEqual([text])
    }
  })
}

test('every file in a folder and below is opened', () => {
  mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true })
  writeFileSync(join(folder, 'deep', 'deeper', 'plain'), Buffer.concat([noise(40), Buffer.from(NAME)]))
  writeFileSync(join(folder, 'other'), noise(40))
  const files = findIn(diskIn(folder), canaries).map(({ file }) => file)
  expect(files.toSorted()).toEqual(['deep/deeper/plain'])
})

test('few digits count where they are a word of their own, not within times, ids and digests', () => {
  const pin = [{ kind: 'pin', text: '731946' }] as const
  const found = (text: string) => findIn(diskOf({ log: text }), pin).length
  expect(['{"pin":"731946"}', 'pin=731946', '731946'].map(found)).toEqual([1, 1, 1])
  expect(['1795731946000', '018f731946ab-', '0.731946', 'a731946f'].map(found)).toEqual([0, 0, 0, 0])
})

test('what stands where it may not is told with its place, and so is a search that finds nothing where something is', () => {
  const on = (text: string) => ({ finds: findIn(diskOf({ log: text }), canaries), played: ['name'] as const })
  expect(problemsOn('logs', 'during', on(`{"hello":"${NAME}"}`))).toEqual([
    `logs, during: name "${NAME}" in log (as it is, utf8)`,
  ])
  expect(problemsOn('server', 'during', on('nothing'))).toEqual(['server, during: name was not found'])
  expect(problemsOn('server', 'erased', on('nothing'))).toEqual([])
})

test('nothing personal may stand on a kiosk’s or tablet’s disk or in a log after the day, whatever kind it is', () => {
  for (const { on } of Object.values(EXPECTED)) {
    const elsewhere = Object.entries<readonly string[]>(on).filter(([place]) => place !== 'server')
    for (const [, [, ...later]] of elsewhere) expect(later).toEqual(['never', 'never', 'never'])
  }
})
