import type {
  Characteristic,
  ChoiceCharacteristic,
  Choices,
  Condition,
  ConfigModel,
} from '@dangol/domain/catalogue/model.ts'
import { renderPicture } from '@dangol/domain/catalogue/picture.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { scopeOfConstraint } from '@dangol/domain/configurations/scope.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { ConfigModelSchema } from '@dangol/protocol/catalogue.ts'
import { describe, expect, it } from 'vitest'
import { demoModels, demoOldModels } from '../demo.ts'
import { cruiser } from './cruiser/model.ts'

const all = [...demoModels, ...demoOldModels].map((model) => ({ name: `${model.id} v${model.version}`, model }))

function valueIds(model: ConfigModel): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = (c: Characteristic) => new Set(c.kind === 'choice' ? c.values.map(({ id }) => id) : [])
  return new Map(model.characteristics.map((c) => [c.id, ids(c)]))
}

function conditions(model: ConfigModel): Condition[] {
  return [
    ...model.characteristics.flatMap(({ onlyIf }) => (onlyIf ? [onlyIf] : [])),
    ...model.constraints.flatMap((c) => (c.kind === 'requires' ? [c.if, c.then] : [])),
    ...model.priceRules.flatMap((rule) => (rule.kind === 'when' ? [rule.when] : [])),
    ...model.leadTimes.map((rule) => rule.when),
    ...model.art.layers.flatMap((layer) => (layer.when ? [layer.when] : [])),
  ]
}

/** Every text of a model in both languages, wherever it stands. */
function texts(part: unknown): Localised[] {
  if (typeof part !== 'object' || part === null) return []
  if ('ko' in part && 'en' in part) return [part as Localised]
  return Object.values(part).flatMap(texts)
}

/** What no picture of the outside can show. */
const INSIDE = ['size', 'width', 'insole', 'rider-aids', 'handover']

/** Values under which the product looks as it does under an earlier one. */
function valuesDrawnAlike(model: ConfigModel, base: Choices, c: ChoiceCharacteristic): string[] {
  const context = Object.fromEntries(Object.entries(c.onlyIf ?? {}).map(([id, [first = '']]) => [id, first]))
  const touched = model.art.layers.filter(({ when, svg }) => when?.[c.id] !== undefined || svg.includes(`:${c.id}`))
  const part = { ...model, art: { ...model.art, layers: touched } }
  const pictures = c.values.map(({ id }) => renderPicture(part, { ...base, ...context, [c.id]: id }))
  return c.values.flatMap(({ id }, at) => (pictures.indexOf(pictures[at] ?? '') < at ? [`${c.id}=${id}`] : []))
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}

describe.each(all)('$name', ({ model }) => {
  const known = valueIds(model)

  it('is what the wire carries', () => {
    expect(ConfigModelSchema.safeParse(model).error).toBeUndefined()
  })

  it('names nothing twice', () => {
    const lists = [
      model.groups,
      model.characteristics,
      model.constraints,
      model.priceRules,
      model.leadTimes,
      model.art.layers,
    ]
    for (const list of lists) expect(repeated(list.map(({ id }) => id))).toEqual([])
    for (const c of model.characteristics)
      if (c.kind === 'choice') expect(repeated(c.values.map(({ id }) => id))).toEqual([])
  })

  it('names in its conditions and tables only what exists', () => {
    const named = [
      ...conditions(model).flatMap((condition) =>
        Object.entries(condition).flatMap(([id, values]) => values.map((value) => [id, value] as const)),
      ),
      ...model.constraints.flatMap((c) =>
        c.kind === 'requires' || c.kind === 'formula'
          ? []
          : c.rows.flatMap((row) => c.over.map((id, at) => [id, row[at] ?? '?'] as const)),
      ),
    ]
    expect(named.filter(([id, value]) => !known.get(id)?.has(value))).toEqual([])
    const groups = new Set(model.groups.map(({ id }) => id))
    expect(model.characteristics.filter(({ group }) => !groups.has(group))).toEqual([])
    for (const rule of model.priceRules) if (rule.kind === 'per-letter') expect(known.has(rule.of)).toBe(true)
    for (const c of model.characteristics)
      if (c.kind === 'choice' && c.default !== undefined) expect(known.get(c.id)?.has(c.default)).toBe(true)
  })

  it('gives every constraint a table without repeated rows', () => {
    for (const c of model.constraints) {
      if (c.kind === 'requires' || c.kind === 'formula') continue
      expect(c.rows.length).toBeGreaterThan(0)
      expect(repeated(c.rows.map((row) => row.join('|')))).toEqual([])
    }
  })

  it('says everything in Korean and in English', () => {
    for (const { ko, en } of texts(model)) {
      expect(ko.trim()).not.toBe('')
      expect(en.trim()).not.toBe('')
      // A text forgotten in one language shows as the same words twice; sizes and numbers may well be the same.
      if (/[a-z]{4}/i.test(en) && !/SPF/.test(en)) expect(ko).not.toBe(en)
    }
  })

  it('starts from defaults that are a whole valid product', () => {
    const configurator = openConfigurator(model)
    const choices = configurator.complete({})
    const view = configurator.look(choices)
    expect(view).toMatchObject({ complete: true, missing: [], violated: [] })
    for (const c of model.characteristics)
      if (c.kind !== 'picture' && c.default !== undefined && view.characteristics.get(c.id)?.applies)
        expect(choices[c.id]).toBe(c.default)
  })

  it('can be built with each of its values', () => {
    const configurator = openConfigurator(model)
    const view = configurator.look({})
    const never = model.characteristics.flatMap((c) => {
      const states = view.characteristics.get(c.id)?.values
      return [...(states ?? [])].filter(([, state]) => state.kind === 'excluded').map(([id]) => `${c.id}=${id}`)
    })
    expect(never).toEqual([])
  })
})

describe('the cruiser', () => {
  it('offers more than 1,300 values that real constraints hold together', () => {
    const values = cruiser.characteristics.flatMap((c) => (c.kind === 'choice' ? c.values : []))
    expect(values.length).toBeGreaterThan(1300)
    expect(cruiser.constraints.length).toBeGreaterThanOrEqual(25)
    const bound = cruiser.constraints.flatMap(scopeOfConstraint)
    expect(new Set(bound).size).toBeGreaterThanOrEqual(15)
  })

  it('has parts to be procured within five weeks', () => {
    const days = cruiser.characteristics
      .flatMap((c) => (c.kind === 'choice' ? c.values : []))
      .map((v) => v.leadDays ?? 0)
    expect(Math.max(...days)).toBeLessThanOrEqual(25)
    expect(days.filter((d) => d >= 3).length).toBeGreaterThan(500)
  })
})

describe.each(demoModels.map((model) => ({ name: model.id, model })))('the picture of $name', ({ model }) => {
  it('stays small enough to redraw at every touch, and to travel with the catalogue', () => {
    expect(renderPicture(model, openConfigurator(model).complete({})).length).toBeLessThan(40_000)
    expect(model.art.layers.reduce((sum, { svg }) => sum + svg.length, 0)).toBeLessThan(80_000)
  })

  it('answers every choice one can see', () => {
    const base = openConfigurator(model).complete({})
    const unseen = model.characteristics.flatMap((c) =>
      c.kind === 'choice' && !INSIDE.includes(c.id) ? valuesDrawnAlike(model, base, c) : [],
    )
    expect(unseen).toEqual([])
  })

  it('uses no token that is left unfilled, no script, and nothing from elsewhere', () => {
    const svg = renderPicture(model, openConfigurator(model).complete({}))
    expect(svg).not.toMatch(/\{\{|\}\}|<script|<foreignObject|<image|href="(?!#)|url\((?!#)/)
  })
})
