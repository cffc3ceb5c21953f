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
  /** 'house': the demonstration on this machine, with its shared key. 'paired': this kiosk has a key of its own. */
  readonly trust: 'house' | 'paired'
  /** Certificate authorities (PEM) that alone may vouch for the store; null for the system's. */
  readonly storeCa: readonly string[] | null
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
  DANGOL_TRUST: z.enum(['house', 'paired']).optional(),
  /** PEM files separated by commas: the store's own authority, and the spare one. */
  DANGOL_STORE_CA: z.string().default(''),
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
  const storeUrl = settings.DANGOL_STORE_URL ?? loopback(settings.DANGOL_PORT)
  const storeCa = readAuthorities(settings.DANGOL_STORE_CA)
  if (!isLoopback(storeUrl)) {
    if (settings.DANGOL_TRUST === 'house')
      throw new StartRefusal('DANGOL_TRUST=house is for a store on this machine only.')
    if (!storeUrl.startsWith('https:'))
      throw new StartRefusal('DANGOL_STORE_URL has to begin with https: on a network.')
    if (storeCa === null) throw new StartRefusal('DANGOL_STORE_CA has to name the certificate authority of the store.')
  }
  return Object.freeze({
    dataFolder: resolve(settings.DANGOL_DATA),
    kioskId: settings.DANGOL_KIOSK_ID,
    port: settings.DANGOL_KIOSK_PORT ?? settings.DANGOL_PORT + 2,
    storeUrl,
    storeCa,
    trust: settings.DANGOL_TRUST ?? (isLoopback(storeUrl) ? 'house' : 'paired'),
    shopUrl: settings.DANGOL_SHOP_URL ?? loopback(settings.DANGOL_PORT + 1),
    pitchMm: settings.DANGOL_PITCH_MM,
    storeName: { ko: settings.DANGOL_STORE_NAME_KO, en: settings.DANGOL_STORE_NAME_EN },
    simulator: settings.DANGOL_SIMULATOR === '1',
    logLevel: settings.DANGOL_LOG,
  })
}

const isLoopback = (url: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)

function readAuthorities(list: string): readonly string[] | null {
  const paths = list.split(',').flatMap((path) => path.trim() || [])
  try {
    return paths.length === 0 ? null : paths.map((path) => readFileSync(path, 'utf8'))
  } catch {
    throw new StartRefusal('DANGOL_STORE_CA names a file that cannot be read.')
  }
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
