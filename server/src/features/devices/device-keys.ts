import { createHash, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import { z } from 'zod'
import { StartRefusal } from '../../platform/start-refusal.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'

const key = z.string().regex(/^[\w-]{43}$/)
const DeviceKeysSchema = z.strictObject({ kiosk: key, tablet: key, office: key })
/** One key per kind of device, shared by all devices of that kind in the store. */
export type DeviceKeys = Readonly<Record<DeviceKind, string>>

const KEY_BYTES = 32

/** Reads the store's device keys, and makes them at the first start, readable by their owner only. */
export function readDeviceKeys(path: string, random: RandomBytes): DeviceKeys {
  if (!existsSync(path)) {
    const keys = newDeviceKeys(random)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
    return keys
  }
  try {
    return DeviceKeysSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new StartRefusal(`The device keys in ${path} cannot be read. Remove the file to make new ones.`)
  }
}

/** New keys of 256 random bits each. */
export function newDeviceKeys(random: RandomBytes): DeviceKeys {
  const next = () => Buffer.from(random(KEY_BYTES)).toString('base64url')
  return { kiosk: next(), tablet: next(), office: next() }
}

/** Compares in the same time wherever two keys begin to differ. */
export function isKeyOf(keys: DeviceKeys, kind: DeviceKind, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(keys[kind]), hash(token))
}
