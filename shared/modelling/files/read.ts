import type { Characteristic, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { circleOf } from '@dangol/domain/configurations/circle.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { Node } from 'yaml'
import { readArt } from './art.ts'
import type { ReadBeside } from './art.ts'
import { readCharacteristic } from './characteristics.ts'
import type { ReadCharacteristic } from './characteristics.ts'
import { readEntries, readFields, textIn } from './entries.ts'
import type { Fields } from './entries.ts'
import type { Known } from './language/known.ts'
import { LIMITS } from './limits.ts'
import type { ModelRefusal } from './model-error.ts'
import { readLocalised, readMoney, readWhole } from './plain.ts'
import { readPrices } from './prices.ts'
import { openReading } from './reading.ts'
import type { Reading } from './reading.ts'
import { readRules } from './rules.ts'
import { readCondition } from './sentences.ts'
import type { ValueLists } from './shared-values.ts'
import { readValues } from './values.ts'
import { readComponents, readLeadTimes } from './workshop.ts'

export const MODEL_KEYS = [
  'family',
  'version',
  'sku',
  'currency',
  'title',
  'tagline',
  'sample at',
  'groups',
  'lists',
  'characteristics',
  'rules',
  'price',
  'price rules',
  'assembly days',
  'lead times',
  'components',
  'art',
] as const
const REQUIRED = [
  'family',
  'version',
  'sku',
  'currency',
  'title',
  'tagline',
  'sample at',
  'groups',
  'characteristics',
  'price',
] as const

type ModelFields = Fields<(typeof MODEL_KEYS)[number]>

/** A model file and where it stands. */
export interface ModelFile {
  /** As errors name it. */
  readonly name: string
  readonly text: string
  /** Reads the picture beside it; without it there is none. */
  readonly beside?: ReadBeside
}

/** The product model that a file describes (`docs/models.md`). Refuses with everything that is wrong in it, by line. */
export function readModel({ name, text, beside = () => null }: ModelFile): Result<ConfigModel, ModelRefusal> {
  const { reading, root } = openReading(name, text)
  const fields = root && readFields(reading, root, 'model', MODEL_KEYS, REQUIRED)
  const model = fields && modelOf(reading, fields, beside)
  if (model && reading.errors.length === 0) return ok(model)
  if (reading.errors.length === 0) reading.refuse(root, 'model', 'The file is empty.')
  const errors = reading.errors.toSorted(
    (a, b) => +(a.file !== name) - +(b.file !== name) || a.line - b.line || a.column - b.column,
  )
  return { ok: false, error: { code: 'model-refused', errors } }
}

function modelOf(reading: Reading, fields: ModelFields, beside: ReadBeside): ConfigModel {
  const currency = readCurrency(reading, fields.currency)
  const groups = readEntries(reading, fields.groups, 'groups', LIMITS.groupsMax).map(({ id, node }) => ({
    id,
    title: readLocalised(reading, node, id),
  }))
  const lists = readLists(reading, fields.lists, currency)
  const shop = { currency, lists, groups: new Set(groups.map(({ id }) => id)) }
  const read = readEntries(reading, fields.characteristics, 'characteristics', LIMITS.characteristicsMax).flatMap(
    (entry) => readCharacteristic(reading, entry, shop) ?? [],
  )
  const known: Known = {
    characteristics: new Map(read.map(({ characteristic }) => [characteristic.id, characteristic])),
    lists: new Map([...lists].map(([id, values]) => [id, values.map((value) => value.id)])),
  }
  const components = readComponents(reading, fields.components, known)
  return {
    ...readHead(reading, fields),
    currency,
    groups,
    characteristics: withConditions(reading, read, known),
    constraints: readRules(reading, fields.rules, known),
    basePriceMinor: readMoney(reading, fields.price, 'price', currency),
    priceRules: readPrices(reading, fields['price rules'], known, currency),
    assemblyDays: readWhole(reading, fields['assembly days'], 'assembly days', [0, LIMITS.daysMax]),
    leadTimes: readLeadTimes(reading, fields['lead times'], known),
    ...(components.length > 0 && { components }),
    art: readArt(reading, fields.art, known, beside),
  }
}

function readHead(reading: Reading, { family, version, sku, title, tagline, 'sample at': sampleAt }: ModelFields) {
  const id = family ? textIn(reading, family, 'family') : ''
  if (family && !/^[a-z0-9][a-z0-9-]{0,79}$/.test(id))
    reading.refuse(family, 'family', 'A family is named in small letters, digits and hyphens, such as gorae-1200.')
  const skuPrefix = sku ? textIn(reading, sku, 'sku') : ''
  if (sku && !/^[A-Z0-9]{2,6}$/.test(skuPrefix))
    reading.refuse(sku, 'sku', `A SKU starts with 2 to 6 capital letters or digits, not "${skuPrefix}".`)
  return {
    id: id as FamilyId,
    version: readWhole(reading, version, 'version', [1, 1_000_000]),
    skuPrefix,
    title: readLocalised(reading, title, 'title'),
    tagline: readLocalised(reading, tagline, 'tagline'),
    sampleAt: readLocalised(reading, sampleAt, 'sample at'),
  }
}

function readCurrency(reading: Reading, node: Node | undefined): Currency {
  const code = node ? textIn(reading, node, 'currency') : 'KRW'
  if (Object.hasOwn(CURRENCY_EXPONENTS, code)) return code as Currency
  reading.refuse(node, 'currency', `We price in ${Object.keys(CURRENCY_EXPONENTS).join(', ')}, not in "${code}".`)
  return 'KRW'
}

function readLists(reading: Reading, node: Node | undefined, currency: Currency): ValueLists {
  const entries = readEntries(reading, node, 'lists', LIMITS.listsMax)
  return new Map(entries.map(({ id, node: values }) => [id, readValues(reading, values, id, currency)]))
}

function withConditions(reading: Reading, read: readonly ReadCharacteristic[], known: Known): Characteristic[] {
  const values = read.reduce((sum, { characteristic: of }) => sum + (of.kind === 'choice' ? of.values.length : 0), 0)
  if (values > LIMITS.valuesMax)
    reading.refuse(null, 'characteristics', `A model has at most ${LIMITS.valuesMax} values; this one has ${values}.`)
  const characteristics = read.map(({ characteristic, onlyIf }) =>
    onlyIf ? { ...characteristic, onlyIf: readCondition(reading, onlyIf, characteristic.id, known) } : characteristic,
  )
  const circle = circleOf(characteristics)
  const first = read.find(({ characteristic }) => characteristic.id === circle?.[0])
  if (circle) reading.refuse(first?.onlyIf, circle[0] ?? '', `"only if" runs in a circle: ${circle.join(' → ')}.`)
  return characteristics
}
