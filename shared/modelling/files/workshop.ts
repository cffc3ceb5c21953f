import type { ComponentRule, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Node } from 'yaml'
import { readEntries, readFields } from './entries.ts'
import type { Known } from './language/known.ts'
import { LIMITS } from './limits.ts'
import { readLocalised, readWhole } from './plain.ts'
import { named } from './prices.ts'
import type { Reading } from './reading.ts'
import { readCondition } from './sentences.ts'

export const LEAD_TIME_KEYS = ['when', 'days', 'part'] as const
export const COMPONENT_KEYS = ['part', 'when', 'quantity', 'quantity of'] as const

/** Parts that keep the whole waiting while a condition holds. */
export function readLeadTimes(reading: Reading, node: Node | undefined, known: Known): ConfigModel['leadTimes'] {
  return readEntries(reading, node, 'lead times', LIMITS.leadTimesMax).flatMap(({ id, node: each }) => {
    const fields = readFields(reading, each, id, LEAD_TIME_KEYS, LEAD_TIME_KEYS)
    if (fields === null) return []
    return {
      id,
      when: readCondition(reading, fields.when, id, known),
      days: readWhole(reading, fields.days, id, [0, LIMITS.daysMax]),
      part: readLocalised(reading, fields.part, id),
    }
  })
}

/** Lines of the bill of materials: always or `when`, in pieces or in as many units as a number says. */
export function readComponents(reading: Reading, node: Node | undefined, known: Known): ComponentRule[] {
  return readEntries(reading, node, 'components', LIMITS.componentsMax).flatMap(({ id, node: each }) => {
    const fields = readFields(reading, each, id, COMPONENT_KEYS, ['part'])
    if (fields === null) return []
    const { part, when, quantity, 'quantity of': of } = fields
    if (quantity && of) reading.refuse(of, id, 'Either "quantity" or "quantity of" says how many.')
    return {
      id,
      part: readLocalised(reading, part, id),
      ...(when && { when: readCondition(reading, when, id, known) }),
      quantity: of ? { of: named(reading, of, id, known, 'number') } : readWhole(reading, quantity, id, [1, 100_000]),
    }
  })
}
