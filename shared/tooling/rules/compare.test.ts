import { describe, expect, it } from 'vitest'
import { citationsIn, compare, rulesIn } from './compare.ts'

const document =
  '# Rules\n\n- **C1** A command takes effect once. See **C2**.\n- **C2** It is durable,\n  as C1 says.\n- not a **C3** rule\n'

describe('the rules of a document', () => {
  it('are the bold names that begin a list item', () => expect(rulesIn(document)).toEqual(['C1', 'C2']))
})

describe('the citations of a test file', () => {
  it('stand at the head of titles, several in a row, with their lines', () => {
    const source = ["test('[C1] once', run)", '', 'it.each(rows)(`[C2] [L4] %s`, run)'].join('\n')
    expect(citationsIn('a.test.ts', source)).toEqual([
      { name: 'C1', file: 'a.test.ts', line: 1 },
      { name: 'C2', file: 'a.test.ts', line: 3 },
      { name: 'L4', file: 'a.test.ts', line: 3 },
    ])
  })

  it('are not the names of code formats, nor what stands elsewhere', () => {
    const source = "test('[RM1] a code', run) // [C1]\nexpect(list[C1]).toBe('a [C1]')"
    expect(citationsIn('a.test.ts', source)).toEqual([])
  })
})

describe('rules held against citations', () => {
  it('name rules without a test, tests without a rule, and names given twice', () => {
    const place = { name: 'X9', file: 'a.test.ts', line: 1 }
    expect(compare(['C1', 'C2', 'C1'], [place, { ...place, name: 'C1' }])).toEqual({
      untested: ['C2'],
      unwritten: [place],
      twice: ['C1'],
      rules: 3,
      citations: 2,
    })
  })
})
