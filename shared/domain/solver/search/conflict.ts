/**
 * Leaves out one part after the other, in the order given, as long as what remains still contradicts. `contradiction` answers
 * some of the parts that do, or null when they can hold together. What stays is irreducible, and it is the same whichever
 * contradictions were found on the way: each part goes exactly if those before it that stayed and all after it suffice. So the
 * first parts are those one would rather keep out of the blame (Junker, QuickXplain, 2004, on preferred explanations).
 */
export function irreducible<Part>(
  parts: readonly Part[],
  contradiction: (parts: readonly Part[]) => ReadonlySet<Part> | null,
): readonly Part[] | null {
  const first = contradiction(parts)
  if (first === null) return null
  let core = first
  let left = parts
  for (const part of parts) {
    const without = left.filter((each) => each !== part)
    const smaller: ReadonlySet<Part> | null = core.has(part) ? contradiction(without) : core
    if (smaller === null) continue
    core = smaller
    left = without
  }
  return left
}
