import { Random } from '@dangol/domain/chance/random.ts'
import type { Sales } from './sales.ts'

/** Rows to learn from and rows to be judged by. */
export interface Fold {
  readonly train: Sales
  readonly test: Sales
}

/** 0 to n - 1 in a random order (Fisher-Yates). */
export function shuffled(n: number, random: Random): number[] {
  const order = Array.from({ length: n }, (_, at) => at)
  for (let at = n - 1; at > 0; at--) {
    const other = random.below(at + 1)
    const moved = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = moved
  }
  return order
}

/**
 * Cross-validation. Rows are distinct configurations, so what was sold often stands in one fold only (as in CFN-learn): nothing
 * is judged by a configuration that was learnt. Row number i of the shuffled rows belongs to fold i modulo `count`.
 */
export function makeFolds(sales: Sales, count: number, seed: number): Fold[] {
  const foldOf: number[] = []
  shuffled(sales.rows.length, new Random(seed)).forEach((row, at) => (foldOf[row] = at % count))
  return Array.from({ length: count }, (_, fold) => ({
    train: pick(sales, (at) => foldOf[at] !== fold),
    test: pick(sales, (at) => foldOf[at] === fold),
  }))
}

function pick(sales: Sales, isIn: (at: number) => boolean): Sales {
  return {
    ...sales,
    rows: sales.rows.filter((_, at) => isIn(at)),
    sold: sales.sold.filter((_, at) => isIn(at)),
  }
}
