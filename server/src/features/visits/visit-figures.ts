import type { Db } from '../../db/open.ts'
import type { StageCounts, VisitFigures } from '../../ports.ts'
import { prepareFigures } from './visits.sql.ts'

const NONE: StageCounts = { visits: 0, engaged: 0, inCart: 0, ordered: 0 }

/** Counts visits by how far they came. */
export function createVisitFigures(db: Db): VisitFigures {
  const figures = prepareFigures(db)
  return {
    between(fromMs, toMs) {
      const rows = figures.all(fromMs, toMs)
      const recognised = rows.find((row) => row.recognised === 1) ?? NONE
      return { all: rows.reduce<StageCounts>(add, NONE), recognised: add(NONE, recognised) }
    },
  }
}

const add = (a: StageCounts, b: StageCounts): StageCounts => ({
  visits: a.visits + b.visits,
  engaged: a.engaged + b.engaged,
  inCart: a.inCart + b.inCart,
  ordered: a.ordered + b.ordered,
})
