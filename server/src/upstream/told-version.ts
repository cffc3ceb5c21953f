import { hash } from 'node:crypto'
import type { ShopChange } from '@dangol/protocol/shop.ts'

/** Digest of a record as the store would keep it, whatever order its keys have: 32 hexadecimal digits. */
export function toldVersion(changes: readonly ShopChange[]): string {
  return hash('sha256', canonical(changes), 'hex').slice(0, 32)
}

/** Every record of a shop goes through it at every reading: strings are put together without lists in between. */
function canonical(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const one of value) text += text === '' ? canonical(one) : `,${canonical(one)}`
    return `[${text}]`
  }
  // Any object can be asked for the keys that it has.
  const of = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(of).sort()) {
    const what = of[key]
    if (what !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(what)}`
  }
  return `{${text}}`
}
