import { parse } from 'csv-parse/sync'

/** One record of the file, as Latin-1 text: each character is one byte of it. `bad` says why it cannot be read. */
export interface FileRecord {
  /** Number of its first line in the file, from 1. */
  readonly line: number
  readonly raw: string
  /** Of a bad record only a rough cut at every delimiter, to tell which invoice it spoils. */
  readonly fields: readonly string[]
  readonly bad: BadRecord | null
}
export type BadRecord = 'quote-not-closed' | 'broken-quotes' | 'wrong-number-of-columns' | 'line-too-long'

/** A description may hold line breaks, a novel does not: beyond this an open quote is a mistake. */
export const RECORD_LINES_MAX = 40
export const LINE_CHARACTERS_MAX = 64 * 1024
const DELIMITERS = [',', ';', '\t'] as const

/**
 * Reads CSV records from bytes, in batches. The frame is ours and each quoted record is csv-parse's, because a quote that is
 * never closed must cost one line and not the rest of the file: when lines do not make a record of the header's width, the
 * first of them is bad and the others are read again.
 */
export async function* readRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<readonly FileRecord[]> {
  const framer = createFramer()
  const lines = createLines()
  for await (const chunk of bytes) yield framer.take(lines.take(chunk.toString('latin1')))
  yield framer.take(lines.end())
  yield framer.end()
}

/** Cuts text into lines; a line beyond the maximum is given up to its end and marked by its length. */
function createLines() {
  let rest = ''
  return {
    take(text: string): string[] {
      const lines = (rest + text).split('\n')
      rest = (lines.pop() ?? '').slice(0, LINE_CHARACTERS_MAX + 1)
      return lines.map(withoutReturn)
    },
    end: (): string[] => (rest === '' ? [] : [withoutReturn(rest)]),
  }
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

function createFramer() {
  let delimiter: string | null = null
  let width = 0
  let nextLine = 1
  /** Lines of a record whose quote is still open. */
  let open: string[] = []
  let quotes = 0

  const lineOfOpen = () => nextLine - open.length
  const rough = (raw: string) =>
    raw
      .slice(0, LINE_CHARACTERS_MAX)
      .replaceAll('"', '')
      .split(delimiter ?? ',')

  function take(lines: readonly string[]): FileRecord[] {
    const records: FileRecord[] = []
    for (const line of lines) takeLine(line, records)
    return records
  }

  function takeLine(line: string, records: FileRecord[]): void {
    nextLine++
    if (open.length === 0 && line.trim() === '') return
    open.push(line)
    quotes += countQuotes(line)
    if (quotes % 2 === 0) close(records)
    else if (open.length >= RECORD_LINES_MAX) giveUpFirst(records)
  }

  /** The open lines have their quotes in pairs: they are a record, or the first of them is bad. */
  function close(records: FileRecord[]): void {
    const raw = open.join('\n')
    const fields = raw.length > LINE_CHARACTERS_MAX ? null : fieldsOf(raw, (delimiter ??= mostFrequent(raw)))
    if (fields !== null && (width === 0 || fields.length === width)) {
      if (width === 0) width = fields.length
      records.push({ line: lineOfOpen(), raw, fields, bad: null })
      open = []
      quotes = 0
    } else if (open.length > 1) giveUpFirst(records)
    else {
      records.push({
        line: lineOfOpen(),
        raw: raw.slice(0, LINE_CHARACTERS_MAX),
        fields: rough(raw),
        bad: badness(raw, fields),
      })
      open = []
      quotes = 0
    }
  }

  function giveUpFirst(records: FileRecord[]): void {
    const [first = '', ...others] = open
    records.push({ line: lineOfOpen(), raw: first, fields: rough(first), bad: 'quote-not-closed' })
    nextLine -= others.length
    open = []
    quotes = 0
    for (const line of others) takeLine(line, records)
  }

  function end(): FileRecord[] {
    const records: FileRecord[] = []
    while (open.length > 0) giveUpFirst(records)
    return records
  }

  return { take, end }
}

function badness(raw: string, fields: readonly string[] | null): BadRecord {
  if (raw.length > LINE_CHARACTERS_MAX) return 'line-too-long'
  return fields === null ? 'broken-quotes' : 'wrong-number-of-columns'
}

/** The fields of one record, or null when its quotes do not make one. */
function fieldsOf(raw: string, delimiter: string): readonly string[] | null {
  if (!raw.includes('"')) return raw.split(delimiter)
  try {
    const records = parse(raw, { delimiter, relax_column_count: true })
    return records.length === 1 ? (records[0] ?? null) : null
  } catch {
    return null
  }
}

function countQuotes(line: string): number {
  let count = 0
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count++
  return count
}

const mostFrequent = (header: string): string =>
  DELIMITERS.reduce((best, one) => (header.split(one).length > header.split(best).length ? one : best), DELIMITERS[0])
