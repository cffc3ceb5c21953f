import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ART_KEYS, LAYER_KEYS } from './art.ts'
import {
  CHARACTERISTIC_KEYS,
  NUMBER_CHARACTERISTIC_KEYS,
  PICTURE_CHARACTERISTIC_KEYS,
  TEXT_CHARACTERISTIC_KEYS,
} from './characteristics.ts'
import { LIMITS } from './limits.ts'
import { TEXT_KEYS } from './plain.ts'
import { PRICE_KEYS } from './prices.ts'
import { MODEL_KEYS } from './read.ts'
import { RULE_KEYS } from './rules.ts'
import { LIST_USE_KEYS } from './shared-values.ts'
import { VALUE_KEYS } from './values.ts'
import { COMPONENT_KEYS, LEAD_TIME_KEYS } from './workshop.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly maximum?: number }>>
  readonly additionalProperties?: unknown
  readonly $defs?: Readonly<Record<string, Schema>>
}
const schema = JSON.parse(readFileSync(new URL('model.schema.json', import.meta.url), 'utf8')) as Schema
const example = parse(readFileSync(new URL('example/mug.model.yaml', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false })
const validate = ajv.compile(schema)

describe('the schema for editors', () => {
  it('knows exactly the keys that the reader knows', () => {
    const keys = {
      bothLanguages: TEXT_KEYS,
      value: VALUE_KEYS,
      characteristic: CHARACTERISTIC_KEYS,
      listUse: LIST_USE_KEYS,
      textCharacteristic: TEXT_CHARACTERISTIC_KEYS,
      numberCharacteristic: NUMBER_CHARACTERISTIC_KEYS,
      pictureCharacteristic: PICTURE_CHARACTERISTIC_KEYS,
      rule: RULE_KEYS,
      priceRule: PRICE_KEYS,
      leadTime: LEAD_TIME_KEYS,
      component: COMPONENT_KEYS,
      art: ART_KEYS,
      layer: LAYER_KEYS,
    }
    const keysOf = (of: Schema | undefined) => Object.keys(of?.properties ?? {}).sort()
    expect(keysOf(schema)).toEqual([...MODEL_KEYS].sort())
    for (const [name, known] of Object.entries(keys))
      expect(keysOf(schema.$defs?.[name]), name).toEqual([...known].sort())
    const closed = Object.entries(schema.$defs ?? {}).filter(([, of]) => of.additionalProperties === false)
    expect(closed.map(([name]) => name).sort()).toEqual(Object.keys(keys).sort())
  })

  it('has the bounds of the reader', () => {
    expect(schema.$defs?.['textCharacteristic']?.properties?.['letters']?.maximum).toBe(LIMITS.textLettersMax)
    expect(schema.$defs?.['pictureCharacteristic']?.properties?.['max bytes']?.maximum).toBe(LIMITS.pictureBytesMax)
    expect(schema.$defs?.['days']).toMatchObject({ maximum: LIMITS.daysMax })
  })

  it('finds the example right', () => {
    validate(example)
    expect(validate.errors ?? []).toEqual([])
  })

  it('finds every example of the documentation right', () => {
    const text = readFileSync(new URL('../../../docs/models.md', import.meta.url), 'utf8')
    const blocks = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(
      ([, block = '']) => parse(block) as Record<string, unknown>,
    )
    expect(blocks.length).toBeGreaterThan(4)
    for (const block of blocks) {
      validate({ ...example, ...block })
      expect(validate.errors ?? []).toEqual([])
    }
  })

  it('marks what the reader would refuse', () => {
    for (const [key, wrong] of Object.entries({
      currency: 'WON',
      version: 'first',
      title: 'English only',
      groups: [],
      prices: {},
    }))
      expect(validate({ ...example, [key]: wrong }), key).toBe(false)
  })
})
