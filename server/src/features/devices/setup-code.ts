import { createHash, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeCode, readCode, spacedCode } from '@dangol/domain/trust/device-proof.ts'
import { StartRefusal } from '../../platform/start-refusal.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'

/** What lets somebody take over a store that nobody runs yet. */
export interface SetupCode {
  /** Null when there is none. */
  read(): string | null
  /** Its owner asked for it because no manager can sign in any more: who enters it becomes one, though somebody runs the store. */
  readonly makesManager?: boolean
  /** The store has its people: nothing is left to take over. */
  forget(): void
}

/** Of a store that is never founded from outside: the demonstration, and one that has its people. */
export const noSetupCode: SetupCode = { read: () => null, forget: () => undefined }

/** Set-up code in a file of its owner alone. */
export interface SetupCodeFile extends SetupCode {
  /** Makes one where there is none; null where there was one, which was told before. */
  make(random: RandomBytes): string | null
}

export function setupCodeFile(path: string, makesManager = false): SetupCodeFile {
  const read = (): string | null => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null)
  return {
    read,
    makesManager,
    forget: () => rmSync(path, { force: true }),
    make(random) {
      const before = read()
      if (before !== null) {
        if (lettersOf(before) !== null) return null
        throw new StartRefusal(`The set-up code in ${path} cannot be read. Remove the file to make a new one.`)
      }
      const code = `${spacedCode(makeCode(random))}-${spacedCode(makeCode(random))}`
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${code}\n`, { mode: 0o600, flag: 'wx' })
      return code
    },
  }
}

/** Compares in the same time wherever two codes begin to differ; how it was spaced and in which case is nothing. */
export function isSameCode(code: string | null, typed: string): boolean {
  const [letters, given] = [code === null ? null : lettersOf(code), lettersOf(typed)]
  const hash = (text: string | null) =>
    createHash('sha256')
      .update(text ?? '')
      .digest()
  return timingSafeEqual(hash(letters), hash(given)) && letters !== null
}

/** Two codes of eight letters; null for anything else. */
function lettersOf(text: string): string | null {
  const letters = text.replaceAll(/[\s-]/g, '')
  const [first, second] = [readCode(letters.slice(0, 8)), readCode(letters.slice(8))]
  return first === null || second === null ? null : first + second
}
