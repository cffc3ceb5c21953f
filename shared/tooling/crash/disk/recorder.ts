import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'

const SOURCE = join(import.meta.dirname, '../native/recorder.c')

/** Compiles the recorder once into a folder. Refuses: 'no-recorder' with the reason, where it cannot be had. */
export function compileRecorder(folder: string): Result<string, { code: 'no-recorder'; why: string }> {
  if (process.platform !== 'linux') return refuse('no-recorder', { why: 'LD_PRELOAD is for Linux' })
  const library = join(folder, 'recorder.so')
  if (existsSync(library)) return ok(library)
  mkdirSync(folder, { recursive: true })
  const made = spawnSync(
    'cc',
    ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl'],
    {
      encoding: 'utf8',
    },
  )
  if (made.error) return refuse('no-recorder', { why: 'there is no C compiler (cc)' })
  return made.status === 0 ? ok(library) : refuse('no-recorder', { why: `cc refuses it: ${made.stderr.trim()}` })
}

/** Fields of `struct control` in recorder.c, in their order; 64 bits each. */
const FIELDS = ['syncErrno', 'bytesLeft', 'readOnly', 'clockMs', 'syncs', 'refused'] as const
type Field = (typeof FIELDS)[number]
const CONTROL_BYTES = 64

/** A disk under a recorder: what it does from now on, and what it did. */
export interface RecordedDisk {
  readonly disk: string
  readonly shadow: string
  /** Everything there is now counts as synced, and nothing is wrong with the disk. Returns the environment of the next process. */
  readonly begin: () => Record<string, string>
  set(field: 'syncErrno' | 'bytesLeft' | 'readOnly' | 'clockMs', value: number): void
  /** How many syncs succeeded, and how many calls were refused, since `begin`. */
  read(field: 'syncs' | 'refused'): number
}

/** Puts `disk` under the recorder; what it notes lies beside it, in `notes`. */
export function recordDisk(o: { library: string; disk: string; notes: string }): RecordedDisk {
  const shadow = join(o.notes, 'shadow')
  const page = join(o.notes, 'control')
  const set = (field: Field, value: number): void => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    const file = openSync(page, 'r+')
    writeSync(file, bytes, 0, 8, FIELDS.indexOf(field) * 8)
    closeSync(file)
  }
  return {
    disk: o.disk,
    shadow,
    begin() {
      rmSync(shadow, { recursive: true, force: true })
      mkdirSync(shadow, { recursive: true })
      writeFileSync(page, Buffer.alloc(CONTROL_BYTES))
      set('bytesLeft', -1)
      return {
        LD_PRELOAD: o.library,
        DANGOL_CRASH_DISK: o.disk,
        DANGOL_CRASH_SHADOW: shadow,
        DANGOL_CRASH_CONTROL: page,
      }
    },
    set,
    read(field) {
      const bytes = Buffer.alloc(8)
      const file = openSync(page, 'r')
      readSync(file, bytes, 0, 8, FIELDS.indexOf(field) * 8)
      closeSync(file)
      return Number(bytes.readBigInt64LE())
    },
  }
}
