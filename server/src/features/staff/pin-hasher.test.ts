import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssociateId, CommandId } from '@dangol/domain/ids/ids.ts'
import { isWeakPin } from '@dangol/domain/trust/pin.ts'
import { describe, expect, test } from 'vitest'
import { StartRefusal } from '../../platform/start-refusal.ts'
import { systemRandom } from '../../platform/system-ids.ts'
import { createFastPins } from '../../testing/fast-pins.ts'
import { asId } from '../../testing/store-core.ts'
import { createPinHasher } from './pin-hasher.ts'
import type { Derive, PinHasher } from './pin-hasher.ts'
import { readPinKey } from './pin-key.ts'

const [jieun, junho] = [asId<AssociateId>('jieun'), asId<AssociateId>('junho')]
const PIN = '503917'
const keyed = (fill: number) => createPinHasher(new Uint8Array(32).fill(fill), systemRandom)

describe.each<[string, () => PinHasher]>([
  ['the real one', () => keyed(1)],
  ['the fast one', () => createFastPins()],
])('PINs as they are kept: %s', (_name, open) => {
  test('[A18] the right PIN of the right person matches, and nothing else', async () => {
    const pins = open()
    for (const hash of [await pins.hash(PIN, jieun), pins.hashNow(PIN, jieun)]) {
      expect(await pins.matches(PIN, jieun, hash)).toBe(true)
      expect(await pins.matches('503918', jieun, hash)).toBe(false)
      expect([PIN, '503918'].map((pin) => pins.matchesNow(pin, jieun, hash))).toEqual([true, false])
      expect(await pins.matches(PIN, junho, hash)).toBe(false)
    }
    expect(await pins.matches(PIN, jieun, null)).toBe(false)
    expect(await pins.matches(PIN, jieun, 'no hash at all')).toBe(false)
    expect(pins.matchesNow(PIN, jieun, 'no hash at all')).toBe(false)
  })

  test('[A18] two who chose the same are not seen to have', async () => {
    const pins = open()
    expect(await pins.hash(PIN, jieun)).not.toBe(await pins.hash(PIN, jieun))
  })

  test('a command gives the same PIN however often it is asked, another command another, and never a weak one', () => {
    const pins = open()
    const given = Array.from({ length: 500 }, (_, n) => pins.pinOf(asId<CommandId>(`command-${n}`)))
    expect(pins.pinOf(asId('command-7'))).toBe(given[7])
    expect(new Set(given).size).toBeGreaterThan(490)
    expect(given.filter((pin) => !/^\d{6}$/.test(pin) || isWeakPin(pin))).toEqual([])
  })
})

test('[A18] a stolen table verifies nothing without the key, and nothing in it is the PIN', async () => {
  const hash = await keyed(1).hash(PIN, jieun)
  expect(hash).toMatch(/^argon2id\$m=19456,t=2,p=1\$/)
  expect(hash).not.toContain(PIN)
  expect(await keyed(2).matches(PIN, jieun, hash)).toBe(false)
  expect(await keyed(1).matches(PIN, jieun, hash)).toBe(true)
})

test('[A6] [A18] somebody unknown costs as much as a wrong PIN: the same slow work, once', async () => {
  const done: object[] = []
  const counting: Derive = (algorithm, { memory, passes, parallelism, tagLength }) => {
    done.push({ algorithm, memory, passes, parallelism, tagLength })
    return Promise.resolve(Buffer.alloc(tagLength))
  }
  const hash = await keyed(1).hash(PIN, jieun)
  const pins = createPinHasher(Buffer.alloc(32, 1), systemRandom, counting)
  expect([await pins.matches('716204', jieun, hash), await pins.matches('716204', jieun, null)]).toEqual([false, false])
  expect(done).toHaveLength(2)
  expect(done[1]).toEqual(done[0])
})

describe('the key of the PINs', () => {
  const inFolder = (run: (path: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'pin-key-'))
    try {
      run(join(folder, 'data', 'pin-key'))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test('[A18] is made once, for its owner only, and read again', () => {
    inFolder((path) => {
      const key = readPinKey(path, systemRandom)
      expect(key).toHaveLength(32)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(Buffer.from(readPinKey(path, systemRandom))).toEqual(Buffer.from(key))
    })
  })

  test('is never replaced by a new one because it cannot be read', () => {
    inFolder((path) => {
      readPinKey(path, systemRandom)
      chmodSync(path, 0o600)
      writeFileSync(path, 'half a ke')
      expect(() => readPinKey(path, systemRandom)).toThrow(StartRefusal)
    })
  })
})
