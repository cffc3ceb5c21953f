import { describe, expect, it } from 'vitest'
import type { Diagram } from '../diagram.ts'
import { checkAgainstBruteForce } from '../testing/session-contract.ts'
import { openDiagram } from './open.ts'
import { shareParts } from './share.ts'
import { naiveCompile } from './testing/naive-compile.ts'

/** A variable of four values, each with the same 12 leaves below but one. */
function alike(): Diagram {
  const leaves = 12
  const products = Array.from({ length: 4 }, (_, edge) =>
    Array.from({ length: leaves }, (_, leaf) => leaf * 2 + Number(leaf === edge)),
  )
  const nodes = 2 * leaves
  return {
    sizes: Int32Array.from([...Array.from({ length: leaves }, () => 2), 4]),
    setStart: Int32Array.of(0, 1, 2, 3, 4),
    setValues: Int32Array.of(0, 1, 2, 3),
    nodeVariable: Int32Array.from([...Array.from({ length: nodes }, (_, at) => at >> 1), leaves]),
    nodeEdge: Int32Array.from([...Array(nodes + 1).keys(), nodes + 4]),
    edgeSet: Int32Array.from([...Array.from({ length: nodes }, (_, at) => at % 2), 0, 1, 2, 3]),
    edgeProduct: Int32Array.from([...Array.from({ length: nodes }, () => 0), 1, 2, 3, 4]),
    productStart: Int32Array.from([0, 0, ...products.map((_, at) => (at + 1) * leaves), 4 * leaves + 1]),
    productPart: Int32Array.from([...products.flat(), nodes]),
    root: 5,
  }
}

describe('shared parts', () => {
  it('leave fewer references', () => {
    const shared = shareParts(alike())
    expect(shared.productPart.length).toBeLessThan(0.8 * alike().productPart.length)
  })

  it('change no answer', () => {
    const session = openDiagram(shareParts(alike())).open()
    const before = openDiagram(alike()).open()
    for (const each of [session, before]) each.restrict(12, [1, 3])
    expect(session.possible()).toEqual(before.possible())
    expect(session.count()).toBe(2n)
    checkAgainstBruteForce((problem) => {
      const diagram = naiveCompile(problem)
      return diagram === null ? null : openDiagram(shareParts(diagram))
    }, 100)
  })
})
