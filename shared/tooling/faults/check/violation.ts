/** Something that must not be, in one line. */
export interface Violation {
  readonly kind:
    | 'lost'
    | 'twice'
    | 'other-content'
    | 'payment'
    | 'customer'
    | 'draft-left'
    | 'invented'
    | 'not-told'
    | 'still-waiting'
    | 'letter'
    | 'set-aside'
    | 'mirror'
    | 'api'
    | 'broken'
  readonly what: string
}

/** Text that is the same for the same thing, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, of]) => `${key}:${canonical(of)}`).join(',')}}`
}
