/**
 * Two-sample Kolmogorov–Smirnov test: how likely two samples of one distribution are at least this far apart. Asymptotic, good from
 * some tens of values each; ties count as one step (Numerical Recipes 14.3.3).
 */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): { distance: number; p: number } {
  const a = one.toSorted((x, y) => x - y)
  const b = other.toSorted((x, y) => x - y)
  let [i, j, distance] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    while (i < a.length && a[i] === value) i += 1
    while (j < b.length && b[j] === value) j += 1
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length))
  }
  const effective = Math.sqrt((a.length * b.length) / (a.length + b.length))
  return { distance, p: tail((effective + 0.12 + 0.11 / effective) * distance) }
}

/** The Kolmogorov distribution's upper tail. */
function tail(lambda: number): number {
  if (lambda < 0.2) return 1
  let sum = 0
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, Math.max(0, sum))
}
