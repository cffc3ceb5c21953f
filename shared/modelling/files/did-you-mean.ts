/** ` Did you mean "midsole"?` when a known word is near enough to be meant, else nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const furthest = Math.max(1, Math.floor(word.length / 3))
  let best: { readonly word: string; readonly steps: number } | null = null
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > furthest) continue
    const steps = stepsBetween(word.toLowerCase(), candidate.toLowerCase())
    if (steps <= furthest && steps < (best?.steps ?? Infinity)) best = { word: candidate, steps }
  }
  return best ? ` Did you mean "${best.word}"?` : ''
}

/** Letters to put in, leave out, change or swap with their neighbour (Damerau's distance, optimal alignment). */
function stepsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
