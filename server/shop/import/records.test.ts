import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINE_CHARACTERS_MAX, readRecords, RECORD_LINES_MAX } from './records.ts'
import type { FileRecord } from './records.ts'

async function recordsOf(text: string | Buffer, chunkLength = 7): Promise<FileRecord[]> {
  const bytes = Buffer.from(text)
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkLength)
      yield await Promise.resolve(bytes.subarray(at, at + chunkLength))
  }
  const records: FileRecord[] = []
  for await (const batch of readRecords(chunks())) records.push(...batch)
  return records
}
const good = (records: readonly FileRecord[]) => records.filter(({ bad }) => bad === null).map(({ fields }) => fields)
const bad = (records: readonly FileRecord[]) =>
  records.flatMap(({ line, bad: reason }) => (reason === null ? [] : [[line, reason]]))

describe('reading records', () => {
  test('knows commas, quotes and line breaks inside quotes, and numbers records by their first line', async () => {
    const records = await recordsOf('a,b\r\n1,"x, y"\r\n\r\n2,"say ""hi"""\n3,"two\nlines"\n4,last')
    expect(good(records)).toEqual([
      ['a', 'b'],
      ['1', 'x, y'],
      ['2', 'say "hi"'],
      ['3', 'two\nlines'],
      ['4', 'last'],
    ])
    expect(records.map(({ line }) => line)).toEqual([1, 2, 4, 5, 7])
  })

  test.each([[';'], ['\t']])('takes the delimiter from the header: %j', async (delimiter) => {
    expect(good(await recordsOf(`a${delimiter}b\n1,5${delimiter}2`))).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ])
  })

  test('a quote that is never closed costs its own line only', async () => {
    const text = `a,b\n1,"open\n2,x\n3,"fine, too"\n4,y\n`
    const records = await recordsOf(text)
    expect(bad(records)).toEqual([[2, 'quote-not-closed']])
    expect(good(records).slice(1)).toEqual([
      ['2', 'x'],
      ['3', 'fine, too'],
      ['4', 'y'],
    ])
  })

  test('also at the end of the file, and with more lines behind it than a record may have', async () => {
    const many = Array.from({ length: RECORD_LINES_MAX * 3 }, (_, i) => `${i},x`)
    const records = await recordsOf(['a,b', '0,"open', ...many, '9,"open too'].join('\n'), 1000)
    expect(bad(records)).toEqual([
      [2, 'quote-not-closed'],
      [many.length + 3, 'quote-not-closed'],
    ])
    expect(good(records)).toHaveLength(many.length + 1)
  })

  test('a quote in the middle of a field, and a row of another width, are bad and say which', async () => {
    const records = await recordsOf('a,b\n1,6" and 7"\n2\n3,4,5\n6,7\n')
    expect(bad(records)).toEqual([
      [2, 'broken-quotes'],
      [3, 'wrong-number-of-columns'],
      [4, 'wrong-number-of-columns'],
    ])
    expect(good(records)).toHaveLength(2)
    expect(records[1]?.fields[0]).toBe('1')
  })

  test('a line without end does not fill the memory', async () => {
    const records = await recordsOf(`a,b\n1,${'x'.repeat(LINE_CHARACTERS_MAX * 3)}\n2,y`, 10_000)
    expect(bad(records)).toEqual([[2, 'line-too-long']])
    expect(records[1]?.raw.length).toBeLessThanOrEqual(LINE_CHARACTERS_MAX)
    expect(good(records).at(-1)).toEqual(['2', 'y'])
  })

  test('whatever the bytes and wherever they are cut, every line is accounted for once', async () => {
    const piece = fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', 'é', '1,"x\ny"\n')
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (pieces, cut) => {
        const text = `h,i\n${pieces.join('')}`
        const records = await recordsOf(text, cut)
        expect(records).toEqual(await recordsOf(text, 1000))
        const lines = records.flatMap(({ line, raw }) => raw.split('\n').map((_, i) => line + i))
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b))
        const filled = text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]))
        expect(lines).toEqual(expect.arrayContaining(filled))
      }),
      { numRuns: 200 },
    )
  })
})
