import type { StoreFile } from './store-file.sql.ts'
import type { Violation } from './judge.ts'

/** Every stocked unit of an order is held or carried out, once; what was carried out is off its shelf; no hold exceeds stock. */
export function faultsOfStock(file: StoreFile, before: StoreFile): Violation[] {
  const ordered = new Map<string, number>()
  for (const { orderId, quantity, isStocked } of file.orderLines)
    if (isStocked === 1) ordered.set(orderId, (ordered.get(orderId) ?? 0) + quantity)
  const taken = new Map(file.taken.map(({ orderId, units }) => [orderId, units]))
  const orders = [...new Set([...ordered.keys(), ...taken.keys()])].flatMap((id): Violation[] => {
    const [want, have] = [ordered.get(id) ?? 0, taken.get(id) ?? 0]
    if (want === have) return []
    return [{ kind: have < want ? 'lost' : 'twice', what: `order ${id}: ${have} units taken, not ${want}` }]
  })
  const counts = new Map(before.stock.map((level) => [`${level.sku} ${level.locationId}`, level]))
  const levels = file.stock.flatMap((level): Violation[] => {
    const key = `${level.sku} ${level.locationId}`
    const first = counts.get(key)
    const wanted = first === undefined ? level.onHand : first.onHand + first.carried - level.carried
    const found: Violation[] = []
    if (level.onHand !== wanted) found.push({ kind: 'broken', what: `${key}: ${level.onHand} on hand, not ${wanted}` })
    if (level.free < 0) found.push({ kind: 'broken', what: `${key}: holds exceed the stock by ${-level.free}` })
    return found
  })
  return [...orders, ...levels]
}
