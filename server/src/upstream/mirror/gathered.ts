import type { FeedPage } from '../connector.ts'

/**
 * Answers that followed each other as one, the records of a customer together; null for none. Of a record that was told twice the
 * later word counts, as if they were taken in one after the other.
 */
export function gathered(pages: readonly FeedPage[]): FeedPage | null {
  const end = pages.at(-1)
  if (end === undefined || pages.length === 1) return end === undefined ? null : { ...end, told: byCustomer(end.told) }
  const last = new Map<string, FeedPage>()
  for (const page of pages) {
    for (const rows of [page.told, page.gone, page.unusable]) for (const { id } of rows) last.set(id, page)
  }
  const of = <T extends { readonly id: string }>(rowsOf: (page: FeedPage) => readonly T[]): T[] =>
    pages.flatMap((page) => rowsOf(page).filter(({ id }) => last.get(id) === page))
  return {
    ...end,
    told: byCustomer(of(({ told }) => told)),
    gone: of(({ gone }) => gone),
    unusable: of(({ unusable }) => unusable),
  }
}

/** Their rows lie side by side in the database. */
const byCustomer = (told: FeedPage['told']): FeedPage['told'] =>
  told.toSorted(({ customerId: a }, { customerId: b }) => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1))
