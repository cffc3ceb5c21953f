import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartRefusal } from '../../platform/start-refusal.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'

const KEY_BYTES = 32
const KEY = /^[\w-]{43}$/

/** Reads the key of the PINs, and makes it at the first start, readable by its owner only. Without it no PIN is right any more. */
export function readPinKey(path: string, random: RandomBytes): Uint8Array {
  if (!existsSync(path)) {
    const key = random(KEY_BYTES)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${Buffer.from(key).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    return key
  }
  const text = readFileSync(path, 'utf8').trim()
  if (!KEY.test(text)) {
    throw new StartRefusal(
      `The key of the PINs in ${path} cannot be read. Put it back from a copy: no PIN is right without it.`,
    )
  }
  return Buffer.from(text, 'base64url')
}
