import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import type { Sku } from '../ids/ids.ts'
import { encodeCrockford } from '../text/crockford.ts'
import { effectiveChoices } from './effective.ts'

/**
 * The name of a product among all that the family can be: 26 Crockford characters, the same for the same product whatever the
 * order of its choices and whatever lapsed ones lie beside them. SHA-256 over family, version and the sorted choices that
 * count; 128 bits of it, so that two products of one family never meet (configurator 6).
 */
export function canonicalKey(model: ConfigModel, choices: Choices): string {
  const lines = Object.entries(effectiveChoices(model, choices))
    .map(([id, choice]) => `${id}=${spelled(choice)}`)
    .sort(byCodeUnit)
  const text = [`${model.id}@${model.version}`, ...lines].join('\n')
  return encodeCrockford(sha256(utf8ToBytes(text)).slice(0, 16))
}

/** The SKU under which the endless aisle sells this product: `HB12-7K3M9QXA`. The whole key is kept beside it. */
export const virtualSku = (model: ConfigModel, key: string): Sku => `${model.skuPrefix}-${key.slice(0, 8)}` as Sku

/** A text cannot pretend to be another line. */
const spelled = (choice: Choice): string => String(choice).replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

/** Locale-free, or two machines would disagree on one product. */
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
