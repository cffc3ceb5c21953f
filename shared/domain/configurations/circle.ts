import type { Characteristic, CharacteristicId } from '../catalogue/model.ts'

/** Characteristics whose `only if` leads back to the first, which is named again at the end; null when there is no such circle. */
export function circleOf(characteristics: readonly Characteristic[]): CharacteristicId[] | null {
  const asks = new Map(characteristics.map(({ id, onlyIf }) => [id, Object.keys(onlyIf ?? {})]))
  const done = new Set<CharacteristicId>()
  for (const start of asks.keys()) {
    const trail: { readonly id: CharacteristicId; next: number }[] = [{ id: start, next: 0 }]
    while (trail.length > 0) {
      const here = trail.at(-1)
      if (!here) break
      const id = done.has(here.id) ? undefined : asks.get(here.id)?.[here.next++]
      if (id === undefined) {
        done.add(here.id)
        trail.pop()
        continue
      }
      const from = trail.findIndex((step) => step.id === id)
      if (from >= 0) return [...trail.slice(from).map((step) => step.id), id]
      trail.push({ id, next: 0 })
    }
  }
  return null
}
