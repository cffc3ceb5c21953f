import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalText } from './imported.ts'
import { modelName, readModel } from './read-model.ts'

const tables = {
  variables: [
    { name: 'colour', values: ['red', 'blue'] },
    { name: 'size', values: ['S', 'M', 'L'] },
  ],
  tables: [
    {
      name: 'stock',
      scope: ['colour', 'size'],
      tuples: [
        [0, 1],
        [1, 2],
      ],
    },
    { name: 'again', scope: [1], tuples: [[1], [2]] },
  ],
}

describe('a model file', () => {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-models-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const written = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const refused = (path: string) => {
    const result = readModel(path)
    return result.ok ? 'read' : refusalText(result.error)
  }

  it('is read by its suffix, packed or not', () => {
    const uvl = 'features\n r\n  optional\n   a\n'
    for (const path of [
      written('a.uvl', uvl),
      written('b.uvl.gz', gzipSync(uvl)),
      written('c.json.gz', gzipSync(JSON.stringify(tables))),
      written('d.dimacs', 'p cnf 1 1\n1 0\n'),
      written('e.xml', '<instance format="XCSP3"><variables><var id="x">0 1</var></variables></instance>'),
    ]) {
      expect(readModel(path)).toMatchObject({ ok: true })
    }
  })

  it('keeps the rows of tables in JSON, over variables by name or place', () => {
    const result = readModel(written('m.json', JSON.stringify(tables)))
    expect(result.ok && result.value.problem).toEqual({
      variables: tables.variables,
      rules: [
        { kind: 'allow', name: 'stock', scope: [0, 1], rows: Int32Array.of(0, 1, 1, 2) },
        { kind: 'allow', name: 'again', scope: [1], rows: Int32Array.of(1, 2) },
      ],
    })
  })

  it('has its name without suffixes; other files have none', () => {
    expect(modelName('/shop/tables.v2.json.gz')).toBe('tables.v2')
    expect(modelName('SOURCES.md')).toBeNull()
    expect(modelName('sales.csv.gz')).toBeNull()
  })

  it('is refused in one sentence with file and line', () => {
    expect(refused(written('a.uvl', 'features\n r\n  sometimes\n'))).toBe(
      "a.uvl:3: a group is expected here, not 'sometimes'",
    )
    expect(refused(written('b.json', '{'))).toMatch(/^b\.json: no JSON/)
    expect(refused(written('c.json', '{"variables": []}'))).toMatch(/^c\.json: at variables: /)
    const twice = JSON.stringify({ ...tables, tables: [{ name: 't', scope: [0, 0], tuples: [[0, 0]] }] })
    expect(refused(written('d.json', twice))).toBe("d.json: table 't' has a variable twice")
    const beyond = JSON.stringify({ ...tables, tables: [{ name: 't', scope: [0], tuples: [[2]] }] })
    expect(refused(written('e.json', beyond))).toBe("e.json: row 0 of table 't' does not fit its variables")
    expect(refused(written('f.txt', ''))).toBe('f.txt: no kind of model file we read')
    expect(refused(join(folder, 'none.uvl'))).toMatch(/^none\.uvl: ENOENT/)
    expect(refused(written('g.uvl.gz', gzipSync('features\n r\n').subarray(0, 15)))).toMatch(/^g\.uvl\.gz: /)
  })

  it('that would unpack beyond all memory is refused', () => {
    const bomb = gzipSync(Buffer.alloc(257 * 1024 * 1024), { level: 1 })
    expect(refused(written('bomb.uvl.gz', bomb))).toBe('bomb.uvl.gz: more than 268435456 bytes unpacked')
  })
})
