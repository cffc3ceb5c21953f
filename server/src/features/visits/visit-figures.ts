import type { Db } from '../../db/open.ts'
import type { StageCounts, VisitFigures } from '../../ports/figures.ts'
import { prepareFigures } from './visits.sql.ts'

const NONE: StageCounts = { visits: 0, recognised: 0, engaged: 0, inCart: 0, ordered: 0 }

/** Counts visits by how far they came. */
export function createVisitFigures(db: Db): VisitFigures {
  const figures = prepareFigures(db)
  return { between: (fromMs, toMs) => figures.get(fromMs, toMs) ?? NONE }
}
