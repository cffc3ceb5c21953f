import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Compiled } from '../compiled.ts'
import type { Diagram } from '../diagram.ts'
import { arbitraryProblem } from '../testing/arbitrary-problem.ts'
import { checkAgainstBruteForce } from '../testing/session-contract.ts'
import { decodeCompiled, encodeCompiled } from './bytes.ts'
import { ArtefactError, fingerprint } from './columns.ts'
import { openDiagram } from './open.ts'
import { naiveCompile } from './testing/naive-compile.ts'

const whole = (diagram: Diagram): Compiled => ({
  parts: [{ variables: Int32Array.from(diagram.sizes.keys()), diagram }],
})

/** Two variables that must agree, and a third that is free. */
const agreeing = naiveCompile({
  variables: ['a', 'b', 'c'].map((name) => ({ name, values: ['0', '1', '2'] })),
  rules: [{ kind: 'allow', name: 'equal', scope: [0, 1], rows: Int32Array.of(0, 0, 1, 1, 2, 2) }],
})
if (agreeing === null) throw new Error('it has solutions')

function codeOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof ArtefactError) return error.code
    throw error
  }
  return 'read'
}

describe('a compiled problem as bytes', () => {
  it('answers after loading as trying all combinations does', () => {
    checkAgainstBruteForce((problem) => {
      const diagram = naiveCompile(problem)
      if (diagram === null) return null
      const [part] = decodeCompiled(encodeCompiled(whole(diagram))).parts
      return openDiagram(part?.diagram ?? diagram)
    }, 150)
  })

  it('keeps parts with their variables, also those left to search', () => {
    const parts = [
      { variables: Int32Array.of(1, 3, 4), diagram: agreeing },
      { variables: Int32Array.of(0, 2), diagram: null },
    ]
    expect(decodeCompiled(encodeCompiled({ parts }))).toEqual({ parts })
  })

  it('is the same for the same problem, and does not move on the second writing', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const diagram = naiveCompile(problem)
        if (diagram === null) return
        const bytes = encodeCompiled(whole(diagram))
        expect(encodeCompiled(whole(diagram))).toEqual(bytes)
        expect(encodeCompiled(decodeCompiled(bytes))).toEqual(bytes)
      }),
      { numRuns: 100 },
    )
  })

  it('is read from the middle of a larger buffer too', () => {
    const bytes = encodeCompiled(whole(agreeing))
    const larger = new Uint8Array(bytes.length + 7)
    larger.set(bytes, 3)
    expect(decodeCompiled(larger.subarray(3, 3 + bytes.length)).parts[0]?.diagram).toEqual(agreeing)
  })
})

describe('a damaged one', () => {
  const bytes = encodeCompiled(whole(agreeing))

  it('is refused with any bit turned', () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = bytes.slice()
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(codeOf(() => decodeCompiled(turned))).not.toBe('read')
    }
  })

  it('is refused when cut off or followed by something', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(codeOf(() => decodeCompiled(bytes.subarray(0, length)))).not.toBe('read')
    }
    expect(codeOf(() => decodeCompiled(Uint8Array.from([...bytes, 0])))).toBe('damaged')
  })

  it('says what it is instead: another version, or nothing of ours', () => {
    expect(codeOf(() => decodeCompiled(bytes.with(4, 2)))).toBe('other-version')
    expect(codeOf(() => decodeCompiled(bytes.with(0, 0)))).toBe('not-a-compiled-model')
    expect(codeOf(() => decodeCompiled(new Uint8Array(0)))).toBe('not-a-compiled-model')
  })

  it('never crashes and stays a diagram even where its fingerprint was made to fit', () => {
    const edit = fc.record({ at: fc.nat(bytes.length - 17), byte: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const forged = bytes.slice()
        for (const { at, byte } of edits) forged[16 + at] = byte
        resign(forged)
        if (codeOf(() => decodeCompiled(forged)) !== 'read') return
        for (const { diagram } of decodeCompiled(forged).parts) {
          if (diagram === null) continue
          const session = openDiagram(diagram).open()
          const cost = { of: new Float64Array(session.possible().length), combine: 'sum' } as const
          expect(session.best(cost)).toHaveLength(diagram.sizes.length)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a diagram that breaks its contract', () => {
  const cases: Record<string, Partial<Diagram>> = {
    'a node whose product comes later': { edgeProduct: agreeing.edgeProduct.map(() => agreeing.root) },
    'a root that leaves variables out': { root: 0 },
    'values twice': { edgeSet: agreeing.edgeSet.map(() => 0) },
    'a variable that is not there': { nodeVariable: agreeing.nodeVariable.map(() => 9) },
    'a variable twice': { nodeVariable: agreeing.nodeVariable.map(() => 0) },
    'a value that is not there': { sizes: agreeing.sizes.map(() => 1) },
  }
  for (const [title, change] of Object.entries(cases)) {
    it(`is refused: ${title}`, () => {
      expect(codeOf(() => decodeCompiled(encodeCompiled(whole({ ...agreeing, ...change }))))).toBe('damaged')
    })
  }
})

function resign(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [one, other] = fingerprint(bytes.subarray(16))
  view.setUint32(8, one, true)
  view.setUint32(12, other, true)
}
