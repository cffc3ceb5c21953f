import { z } from 'zod'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const Environment = z.object({
  DANGOL_DATA: z.string().min(1).default('data'),
  DANGOL_HOST: z.string().min(1).default('127.0.0.1'),
  DANGOL_PORT: port.default(4600),
  DANGOL_SHOP_PORT: port.optional(),
  DANGOL_KIOSK_PORT: port.optional(),
  DANGOL_WAN_PORT: port.optional(),
})

/** Where the demonstration's processes live; the ports follow the store server's unless named. */
export interface StartConfig {
  readonly data: string
  readonly host: string
  readonly storePort: number
  readonly shopPort: number
  readonly kioskPort: number
  readonly wanPort: number
}

/** Reads the environment. Refuses: 'bad-setting' with one sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv): Result<StartConfig, { code: 'bad-setting'; why: string }> {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse('bad-setting', {
      why: `${issue?.path.join('.') ?? 'A setting'} is not usable: ${issue?.message ?? 'unknown reason'}.`,
    })
  }
  const { DANGOL_DATA, DANGOL_HOST, DANGOL_PORT, DANGOL_SHOP_PORT, DANGOL_KIOSK_PORT, DANGOL_WAN_PORT } = parsed.data
  return ok({
    data: DANGOL_DATA,
    host: DANGOL_HOST,
    storePort: DANGOL_PORT,
    shopPort: DANGOL_SHOP_PORT ?? DANGOL_PORT + 1,
    kioskPort: DANGOL_KIOSK_PORT ?? DANGOL_PORT + 2,
    wanPort: DANGOL_WAN_PORT ?? DANGOL_PORT + 3,
  })
}
