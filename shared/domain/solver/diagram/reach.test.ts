import { describe, expect, it } from 'vitest'
import { compileProblem } from '../compile/compile.ts'
import { slotStarts } from '../problem.ts'
import { featureTree } from '../testing/feature-tree.ts'
import { Random } from '../../chance/random.ts'
import { joinDiagrams } from './join.ts'
import { openDiagram } from './open.ts'

/** Large enough for changes that are followed one by one as well as for those that begin anew. */
const FEATURES = 1500

describe('what is possible after many changes', () => {
  const problem = featureTree(7, FEATURES)
  const starts = slotStarts(problem)
  const [part] = joinDiagrams(compileProblem(problem).compiled).parts
  const solver = part?.diagram ? openDiagram(part.diagram) : null

  it('is what it would be had only the last restrictions been made', () => {
    if (solver === null) throw new Error('the model compiles')
    const random = new Random(3)
    const session = solver.open()
    const held = new Map<number, number>()
    for (let step = 0; step < 150; step++) {
      const shown = session.possible()
      const variable = random.below(problem.variables.length)
      const values = problem.variables[variable]?.values.map((_, value) => value) ?? []
      const open = values.filter((value) => shown[(starts[variable] ?? 0) + value] === 1)
      if (held.delete(variable) || open.length === 0) session.restrict(variable, null)
      else {
        const value = random.pick(open)
        held.set(variable, value)
        session.restrict(variable, [value])
      }
      const other = solver.open()
      for (const [each, value] of held) other.restrict(each, [value])
      expect(session.possible()).toEqual(other.possible())
    }
    session.clear()
    expect(session.possible()).toEqual(solver.open().possible())
  })
})
