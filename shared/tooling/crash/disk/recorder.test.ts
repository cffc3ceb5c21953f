import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Random } from '@dangol/domain/chance/random.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../root.ts'
import { NEVER_MS } from '../patience.ts'
import { cutPower, torn } from './power-cut.ts'
import type { PowerCut } from './power-cut.ts'
import { compileRecorder, recordDisk } from './recorder.ts'
import type { RecordedDisk } from './recorder.ts'

const WRITER = join(ROOT, 'shared/tooling/crash/control-writer.ts')
let folder: string
let library: string | undefined

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-recorder-'))
  const compiled = compileRecorder(folder)
  if (compiled.ok) library = compiled.value
  else process.stderr.write(`The recorder is not tested: ${compiled.error.why}\n`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const freshDisk = (library: string, name: string): RecordedDisk => {
  const disk = join(folder, name, 'disk')
  mkdirSync(disk, { recursive: true })
  return recordDisk({ library, disk, notes: join(folder, name) })
}

/** Lets the writer commit until `enough`, which may change the disk under it; ends it, and returns what it said. */
async function write(disk: RecordedDisk, synchronous: string, enough: (said: number) => boolean): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, join(disk.disk, 'numbers.sqlite'), synchronous], {
    env: { ...process.env, ...disk.begin() },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let heard = ''
  const said = () => Number(heard.slice(0, heard.lastIndexOf('\n')).split('\n').at(-1) ?? 0)
  writer.stdout.on('data', (chunk: Buffer) => {
    heard = (heard + chunk.toString()).slice(-1_000)
    if (enough(said())) writer.kill('SIGKILL')
  })
  await new Promise((resolve) => writer.once('close', resolve))
  return said()
}

function newest({ disk }: RecordedDisk): number {
  const db = new Database(join(disk, 'numbers.sqlite'))
  try {
    expect(db.prepare('pragma quick_check').pluck().get()).toBe('ok')
    return db.prepare('select coalesce(max(n), 0) from numbers').pluck().get() as number
  } finally {
    db.close()
  }
}

describe('a power cut after a few hundred commits', { timeout: NEVER_MS }, () => {
  const lostAfter = async (
    library: string,
    name: string,
    synchronous: string,
    cut: PowerCut,
    commits = 330,
  ): Promise<number> => {
    const disk = freshDisk(library, name)
    const said = await write(disk, synchronous, (n) => n >= commits)
    cutPower(disk, cut, new Random(7))
    return said - newest(disk)
  }

  test('[D1] takes acknowledged commits from a writer that does not sync them: the recorder sees it', async () => {
    if (library === undefined) return
    // A cut right after a checkpoint costs nothing, and where the writer is ended is up to the machine.
    let lost = 0
    for (let commits = 250; lost <= 0 && commits < 400; commits += 10)
      lost = await lostAfter(library, `normal-${commits}`, 'normal', 'synced', commits)
    expect(lost).toBeGreaterThan(0)
  })

  test.each(['synced', 'torn', 'all'] as const)('[D1] takes none from one that does (%s)', async (cut) => {
    if (library === undefined) return
    expect(await lostAfter(library, `full-${cut}`, 'full', cut)).toBeLessThanOrEqual(0)
  })
})

describe('a disk that says no', { timeout: NEVER_MS }, () => {
  test.each([
    ['its syncs fail', 'syncErrno', 5],
    ['it is full', 'bytesLeft', 0],
    ['it is read-only', 'readOnly', 1],
  ] as const)('ends a writer when %s, with everything kept that it said', async (_, field, value) => {
    if (library === undefined) return
    const disk = freshDisk(library, field)
    const said = await write(disk, 'full', (n) => {
      if (n >= 100) disk.set(field, value)
      return false
    })
    expect(said).toBeGreaterThanOrEqual(100)
    expect(disk.read('refused')).toBeGreaterThan(0)
    cutPower(disk, 'synced', new Random(1))
    expect(newest(disk)).toBeGreaterThanOrEqual(said)
  })
})

test('a torn file has each page from before or after, and a length between the two', () => {
  const page = (letter: string) => Buffer.alloc(4096, letter)
  const synced = Buffer.concat([page('a'), page('b')])
  const latest = Buffer.concat([page('A'), page('B'), page('C'), Buffer.from('D')])
  const seen = new Set<string>()
  for (let seed = 0; seed < 200; seed++) {
    const mixed = torn(synced, latest, new Random(seed)).toString()
    seen.add(mixed.replaceAll(/(.)\1*/g, '$1').replaceAll('\0', '.'))
  }
  expect([...seen].every((pages) => /^[aA][bB]([C.]([D.])?)?$/.test(pages))).toBe(true)
  expect(seen.size).toBeGreaterThan(10)
})
