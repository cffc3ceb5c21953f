import { describe, it } from 'vitest'
import { checkAgainstBruteForce } from '../testing/session-contract.ts'
import { openDiagram } from './open.ts'
import { naiveCompile } from './testing/naive-compile.ts'

describe('a compiled diagram', () => {
  it('answers everything as trying all combinations does', () => {
    checkAgainstBruteForce((problem) => {
      const diagram = naiveCompile(problem)
      return diagram === null ? null : openDiagram(diagram)
    }, 200)
  })
})
