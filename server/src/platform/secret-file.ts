import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartRefusal } from './start-refusal.ts'
import type { RandomBytes } from './system-ids.ts'

const SECRET_BYTES = 32

/**
 * Reads a secret kept as hexadecimal in a file only its owner may read, and makes it at the first start. Refuses with a
 * StartRefusal when the file holds something else.
 */
export function secretFile(path: string, random: RandomBytes): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    try {
      // 'wx': of two processes starting together one writes and the other reads.
      writeFileSync(path, `${Buffer.from(random(SECRET_BYTES)).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw new StartRefusal(`The key file ${path} cannot be written.`)
      }
    }
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(secret))
    throw new StartRefusal(`The key file ${path} does not hold a key of 64 hex digits.`)
  return secret
}
