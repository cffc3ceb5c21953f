import { createHash } from 'node:crypto'
import type { ShopChange } from '@dangol/protocol/shop.ts'

/** Digest of a record as the store would keep it, whatever order its keys have: 32 hexadecimal digits. */
export function toldVersion(changes: readonly ShopChange[]): string {
  return createHash('sha256').update(canonical(changes)).digest('hex').slice(0, 32)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, of]) => of !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`)
    .join(',')}}`
}
