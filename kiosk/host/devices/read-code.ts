import { parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import { parseRc1s } from '@dangol/domain/recognition/rc1s.ts'
import { parseRm1 } from '@dangol/domain/recognition/rm1.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'

/** No code of ours is longer; a longer read is not even looked at. */
export const READ_LENGTH_MAX = 512
/** A reader sees the same code again and again while it is held in front of it (recognition-ux 3.1). Milliseconds. */
export const DOUBLE_READ_MS = 3000

/** The text of a code of ours. Refuses: 'not-a-code' for anything else, whatever it tries to be. */
export function readCode(bytes: Uint8Array): Result<string, { code: 'not-a-code' }> {
  if (bytes.length === 0 || bytes.length > READ_LENGTH_MAX) return refuse('not-a-code')
  // Readers are set up to end a read with CR or LF; nothing else outside printable ASCII belongs into a code.
  const text = String.fromCharCode(...bytes).replace(/[\r\n]+$/, '')
  return isCode(text) ? ok(text) : refuse('not-a-code')
}

/** Whether a text has the length and the grammar of a member code or of a configuration code, signed or not; only the server says whose. */
export function isCode(text: string): boolean {
  if (text.length > READ_LENGTH_MAX || !/^[\x20-\x7e]+$/.test(text)) return false
  return parseRm1(text) !== null || parseRc1(text) !== null || parseRc1s(text) !== null
}
