import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '@dangol/domain/chance/random.ts'
import type { RecordedDisk } from './recorder.ts'

/**
 * What a power cut leaves of what was never synced: everything, as when only the program dies; nothing; or some pages of it,
 * whichever the disk had got round to.
 */
export type PowerCut = 'all' | 'synced' | 'torn'

/** What disks write at once. Bytes. */
const PAGE = 4096

/** Leaves on the disk what survived. The processes that wrote there must be gone. */
export function cutPower({ disk, shadow }: Pick<RecordedDisk, 'disk' | 'shadow'>, cut: PowerCut, random: Random): void {
  if (cut === 'all') return
  const present = new Map(filesOf(disk).map((name) => [`${statSync(join(disk, name)).ino}`, name]))
  const content = (ino: string): { synced: Buffer; latest: Buffer } => {
    const path = join(shadow, `${ino}.data`)
    const synced = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    const name = present.get(ino)
    return { synced, latest: name === undefined ? synced : readFileSync(join(disk, name)) }
  }
  const lasting = namesOf(shadow)
  // Names are journalled: they are all as they were synced, or all as they are.
  const names = cut === 'torn' && random.chance(0.5) ? present : lasting
  const survived = [...names].map(([ino, name]) => {
    const { synced, latest } = content(ino)
    return { name, bytes: cut === 'synced' ? synced : torn(synced, latest, random) }
  })
  rmSync(disk, { recursive: true })
  mkdirSync(disk)
  for (const { name, bytes } of survived) writeFileSync(join(disk, name), bytes, { mode: 0o600 })
}

/** Each page as it was synced or as it was written last, and a length between the two. */
export function torn(synced: Buffer, latest: Buffer, random: Random): Buffer {
  const pages = (bytes: Buffer) => Math.ceil(bytes.length / PAGE)
  const [least, most] = [pages(synced), pages(latest)].sort((a, b) => a - b)
  const kept = random.between(least ?? 0, most ?? 0)
  const length = [synced.length, latest.length].find((bytes) => Math.ceil(bytes / PAGE) === kept) ?? kept * PAGE
  const mixed = Buffer.alloc(length)
  for (let at = 0; at < length; at += PAGE) {
    const page = random.chance(0.5) ? synced : latest
    mixed.set(page.subarray(at, Math.min(at + PAGE, length)), at)
  }
  return mixed
}

/** Names by inode, as the folder was last synced. */
function namesOf(shadow: string): Map<string, string> {
  const lines = readFileSync(join(shadow, 'names'), 'utf8').split('\n').filter(Boolean)
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]))
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map(({ name }) => name)
