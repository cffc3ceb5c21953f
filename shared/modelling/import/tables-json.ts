import { z } from 'zod'
import type { Problem } from '@dangol/domain/solver/problem.ts'
import { ImportFault, importing } from './imported.ts'
import type { Imported, ImportedModel } from './imported.ts'

const Tables = z.object({
  variables: z.array(z.object({ name: z.string().min(1), values: z.array(z.string()).min(1) })).min(1),
  tables: z.array(
    z.object({
      name: z.string(),
      scope: z.array(z.union([z.string(), z.int().nonnegative()])).min(1),
      tuples: z.array(z.array(z.int().nonnegative())),
    }),
  ),
})

/**
 * Reads `{variables: [{name, values}], tables: [{name, scope, tuples}]}`: allowed combinations as value
 * indexes, row by row, over variables by name or index.
 * Refuses: another shape, a table over unknown or repeated variables, an index beyond the values; by path, as JSON has no lines.
 */
export const importTablesJson = (text: string, file: string): Imported => importing(file, () => read(text))

function read(text: string): ImportedModel {
  const { variables, tables } = parsed(text)
  const at = new Map(variables.map(({ name }, index) => [name, index]))
  if (at.size < variables.length) throw new ImportFault('malformed', null, 'two variables have the same name')
  const rules = tables.map(({ name, scope, tuples }): Problem['rules'][number] => {
    const indexes = scope.map((each) => {
      const index = typeof each === 'string' ? at.get(each) : each
      if (index === undefined || index >= variables.length)
        throw new ImportFault('malformed', null, `table '${name}' speaks of unknown '${each}'`)
      return index
    })
    if (new Set(indexes).size < indexes.length) {
      throw new ImportFault('malformed', null, `table '${name}' has a variable twice`)
    }
    if (tuples.length === 0) throw new ImportFault('contradictory', null, `table '${name}' allows nothing`)
    const rows = new Int32Array(tuples.length * scope.length)
    for (const [row, tuple] of tuples.entries()) {
      const isRow =
        tuple.length === scope.length &&
        tuple.every((value, column) => value < (variables[indexes[column] ?? 0]?.values.length ?? 0))
      if (!isRow) throw new ImportFault('malformed', null, `row ${row} of table '${name}' does not fit its variables`)
      rows.set(tuple, row * scope.length)
    }
    return { kind: 'allow', name, scope: indexes, rows }
  })
  return { problem: { variables, rules }, titles: new Map(), features: new Map(), notes: [] }
}

function parsed(text: string): z.infer<typeof Tables> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ImportFault('malformed', null, `no JSON: ${error instanceof Error ? error.message : ''}`)
  }
  const result = Tables.safeParse(json)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new ImportFault('malformed', null, `at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? ''}`)
}
