import type { Constraint } from '@dangol/domain/catalogue/model.ts'
import type { Node } from 'yaml'
import { readEntries, readFields } from './entries.ts'
import type { Entry } from './entries.ts'
import { parseFormula } from './language/formula.ts'
import type { Known } from './language/known.ts'
import { parseTable } from './language/table.ts'
import { LIMITS } from './limits.ts'
import { readLocalised } from './plain.ts'
import type { Reading } from './reading.ts'
import { readCondition, readSentence } from './sentences.ts'

export const RULE_KEYS = ['why', 'if', 'then', 'allow', 'forbid', 'always'] as const

/** What can be built: `if` with `then`, a table of what is allowed or forbidden, or a formula that always holds. */
export function readRules(reading: Reading, node: Node | undefined, known: Known): Constraint[] {
  return readEntries(reading, node, 'rules', LIMITS.rulesMax).flatMap((entry) => readRule(reading, entry, known) ?? [])
}

function readRule(reading: Reading, { id, key, node }: Entry, known: Known): Constraint | null {
  const fields = readFields(reading, node, id, RULE_KEYS, ['why'])
  if (fields === null) return null
  const { if: condition, then, allow, forbid, always } = fields
  const forms = [condition ?? then, allow, forbid, always].filter((form) => form !== undefined)
  if (forms.length !== 1 || !condition !== !then) {
    reading.refuse(key, id, 'A rule is "if" with "then", or one of "allow", "forbid" and "always".')
    return null
  }
  const why = readLocalised(reading, fields.why, id)
  if (always) {
    const formula = readSentence(reading, always, id, (text) => parseFormula(known, text))
    return formula && { id, kind: 'formula', formula, why }
  }
  if (condition) {
    const [given, follows] = [condition, then].map((each) => readCondition(reading, each, id, known))
    return { id, kind: 'requires', if: given ?? {}, then: follows ?? {}, why }
  }
  const at = allow ?? forbid
  const table = at && readSentence(reading, at, id, (text) => parseTable(known, text))
  if (!table) return null
  const rows = table.rows.map(({ values }) => values)
  return { id, kind: allow ? 'allow' : 'forbid', over: table.over, rows, why }
}
