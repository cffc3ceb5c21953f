import { existsSync, readFileSync } from 'node:fs'
import type { Store } from '@dangol/domain/stores/store.ts'
import { CountSchema, CurrencySchema, DateSchema, LocalisedSchema, LocationIdSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import { StartRefusal } from '../../platform/start-refusal.ts'
import { DEFAULT_STORE } from './default-store.ts'

const StoreSchema: z.ZodType<Store> = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: LocalisedSchema,
  currency: CurrencySchema,
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .exactOptional(),
  timeZone: z.string().refine(isTimeZone),
  home: LocationIdSchema,
  locations: z
    .array(
      z.strictObject({
        id: LocationIdSchema,
        title: LocalisedSchema,
        kind: z.enum(['store', 'warehouse']),
        transferDays: CountSchema,
      }),
    )
    .min(1),
  closedDates: z.array(DateSchema),
  closedWeekdays: z.array(z.int().min(0).max(6)).max(6),
  workshopUnitsPerDay: z.int().positive(),
  deliveryDays: CountSchema,
})

/** The store's facts: `store.json` of the data folder, else the demonstration's. Refuses with a StartRefusal. */
export function readStore(path: string): Store {
  if (!existsSync(path)) return DEFAULT_STORE
  const parsed = StoreSchema.safeParse(readJson(path))
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    throw new StartRefusal(`The store's facts in ${path} are not usable: check ${where || 'the file'}.`)
  }
  if (!parsed.data.locations.some(({ id }) => id === parsed.data.home)) {
    throw new StartRefusal(`The store's facts in ${path} are not usable: its home is none of its locations.`)
  }
  return parsed.data
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
