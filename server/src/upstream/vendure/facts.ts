import type { LocationId } from '@dangol/domain/ids/ids.ts'
import { z } from 'zod'
import type { Call, Question } from './call.ts'
import type { VendureMapping } from './config.ts'

/** What has to be known of the shop before a row of it can be understood. */
export interface Facts {
  /** Decimals in which every amount is counted, whatever its currency. */
  readonly precision: number
  readonly currency: string
  /** Our locations, by the id of theirs. */
  readonly locations: ReadonlyMap<string, LocationId>
  /** Names in the mapping that stand for no location there. */
  readonly unknownLocations: readonly string[]
}

const FACTS = {
  document: `{
    globalSettings { serverConfig { moneyStrategyPrecision } }
    activeChannel { defaultCurrencyCode }
    stockLocations(options: { take: 100 }) { items { id name } }
  }`,
  answer: z.object({
    globalSettings: z.object({ serverConfig: z.object({ moneyStrategyPrecision: z.int().min(0).max(6) }) }),
    activeChannel: z.object({ defaultCurrencyCode: z.string() }),
    stockLocations: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
} satisfies Question<z.ZodType>

async function askFacts(call: Call, mapping: VendureMapping, signal: AbortSignal): Promise<Facts> {
  const { value } = await call(FACTS, {}, signal)
  const there = value.stockLocations.items
  const named = Object.entries(mapping.locations).map(([said, ours]) => ({
    ...{ said, ours },
    // A name is what people see; an id stands where two places are called the same.
    theirs: there.find(({ name }) => name === said) ?? there.find(({ id }) => id === said),
  }))
  return {
    precision: value.globalSettings.serverConfig.moneyStrategyPrecision,
    currency: value.activeChannel.defaultCurrencyCode,
    locations: new Map(named.flatMap(({ theirs, ours }) => (theirs === undefined ? [] : [[theirs.id, ours]]))),
    unknownLocations: named.flatMap(({ theirs, said }) => (theirs === undefined ? [said] : [])),
  }
}

/** Asked once and kept: a shop does not change how it counts. Whoever probes asks anew. */
export interface FactsDesk {
  known(signal: AbortSignal): Promise<Facts>
  anew(signal: AbortSignal): Promise<Facts>
}

export function createFactsDesk(call: Call, mapping: VendureMapping): FactsDesk {
  let kept: Facts | null = null
  const anew = async (signal: AbortSignal): Promise<Facts> => (kept = await askFacts(call, mapping, signal))
  return { anew, known: async (signal) => kept ?? anew(signal) }
}
