import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../root.ts'
import { tableOf, textOf, threatsIn } from './table.ts'

const document = `# Threats

- **A1** Photo of a code,
  shown again. Fresh for 45 s.
- **A2** Shoulder surfing. Not decided by software: people
  look.
- **A3** Guessing. Limits.
`

test('rows of the document: name, attack, and why no test decides it', () => {
  expect(threatsIn(document)).toEqual([
    { name: 'A1', attack: 'Photo of a code, shown again', undecidable: null },
    { name: 'A2', attack: 'Shoulder surfing', undecidable: 'people look.' },
    { name: 'A3', attack: 'Guessing', undecidable: null },
  ])
})

test('a row passes when something was run and nothing failed; one without a test says so', () => {
  const ran = (row: string, passed: boolean) => ({ title: `codes [${row}] are judged`, file: 'a.test.ts', passed })
  const rows = tableOf(threatsIn(document), [ran('A1', true), ran('A1', true), ran('A9', true)])
  expect(rows.map(({ state, passed }) => [state, passed])).toEqual([
    ['pass', 2],
    ['not decided by software', 0],
    ['NO TEST', 0],
  ])
  const failing = tableOf(threatsIn(document), [ran('A1', true), ran('A1', false)])
  expect(failing[0]).toMatchObject({ state: 'FAIL', passed: 1, failed: [{ file: 'a.test.ts' }] })
  expect(textOf(failing)).toContain('A1 failed: a.test.ts: codes')
})

test('the document has every row that the issue of trust names, each with an attack', () => {
  const rows = threatsIn(readFileSync(join(ROOT, 'docs/threats.md'), 'utf8'))
  expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 24 }, (_, at) => `A${at + 1}`))
  expect(rows.every(({ attack }) => attack.length > 10 && attack.length < 120)).toBe(true)
})
