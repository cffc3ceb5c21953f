import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { DeviceIdSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import { StartRefusal } from './start-refusal.ts'

/** All that one kiosk has to be told. */
export interface KioskConfig {
  readonly dataFolder: string
  readonly kioskId: DeviceId
  /** Loopback port of the browser shell. */
  readonly port: number
  readonly storeUrl: string
  readonly shopUrl: string
  /** Millimetres per CSS pixel, measured on the screen at set-up; 0.369 is a 32-inch full-HD panel. */
  readonly pitchMm: number
  readonly storeName: Localised
  /** Lets a test or a demonstration inject scans. */
  readonly simulator: boolean
  /** Lines below it are not written. */
  readonly logLevel: string
}

const DEFAULT_STORE_PORT = 4600
const port = z.coerce.number().int().min(0).max(65_535)
const httpUrl = z.url({ protocol: /^https?$/ })

const EnvSchema = z.object({
  DANGOL_DATA: z.string().min(1).default('data'),
  DANGOL_PORT: port.default(DEFAULT_STORE_PORT),
  DANGOL_KIOSK_ID: DeviceIdSchema.default('kiosk-1' as DeviceId),
  DANGOL_KIOSK_PORT: port.optional(),
  DANGOL_STORE_URL: httpUrl.optional(),
  DANGOL_SHOP_URL: httpUrl.optional(),
  DANGOL_PITCH_MM: z.coerce.number().min(0.05).max(2).default(0.369),
  DANGOL_STORE_NAME_KO: z.string().min(1).max(60).default('단골 성수 플래그십'),
  DANGOL_STORE_NAME_EN: z.string().min(1).max(60).default('Dangol Seongsu Flagship'),
  DANGOL_SIMULATOR: z.enum(['0', '1']).default('0'),
  DANGOL_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Reads the kiosk's settings. Refuses to start with one sentence that names the setting. */
export function readKioskConfig(env: Readonly<Record<string, string | undefined>>): KioskConfig {
  const parsed = EnvSchema.safeParse(env)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new StartRefusal(
      `The setting ${issue?.path.join('.') ?? '?'} cannot be used: ${issue?.message ?? 'unknown'}.`,
    )
  }
  const settings = parsed.data
  const loopback = (number: number): string => `http://127.0.0.1:${number}`
  return Object.freeze({
    dataFolder: resolve(settings.DANGOL_DATA),
    kioskId: settings.DANGOL_KIOSK_ID,
    port: settings.DANGOL_KIOSK_PORT ?? settings.DANGOL_PORT + 2,
    storeUrl: settings.DANGOL_STORE_URL ?? loopback(settings.DANGOL_PORT),
    shopUrl: settings.DANGOL_SHOP_URL ?? loopback(settings.DANGOL_PORT + 1),
    pitchMm: settings.DANGOL_PITCH_MM,
    storeName: { ko: settings.DANGOL_STORE_NAME_KO, en: settings.DANGOL_STORE_NAME_EN },
    simulator: settings.DANGOL_SIMULATOR === '1',
    logLevel: settings.DANGOL_LOG,
  })
}

const KeysSchema = z.object({ kiosk: z.string().min(16).max(200) })

/** The key that the store server made for its kiosks. Refuses to start when it is not there. */
export function readDeviceKey(dataFolder: string): string {
  const path = join(dataFolder, 'device-keys.json')
  try {
    return KeysSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).kiosk
  } catch {
    throw new StartRefusal(`No kiosk key in ${path}: start the store server once, it writes the file, or copy it here.`)
  }
}
