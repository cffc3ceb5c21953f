import type { ChoiceCharacteristic, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { renderPicture } from '@dangol/domain/catalogue/picture.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { scopeOfConstraint } from '@dangol/domain/configurations/scope.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { checkModel } from '@dangol/modelling/check/check-model.ts'
import { readModel } from '@dangol/modelling/files/read.ts'
import { writeModel } from '@dangol/modelling/files/write/write.ts'
import { ConfigModelSchema } from '@dangol/protocol/catalogue.ts'
import { describe, expect, it } from 'vitest'
import { demoModels, demoOldModels } from '../demo.ts'
import { cruiser } from './cruiser/model.ts'

const all = [...demoModels, ...demoOldModels].map((model) => ({ name: `${model.id} v${model.version}`, model }))

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

describe.each(all)('$name', ({ model }) => {
  it('is what the wire carries', () => {
    expect(ConfigModelSchema.safeParse(model).error).toBeUndefined()
  })

  it('says everything in Korean and in English', () => {
    for (const { ko, en } of texts(model)) {
      expect(ko.trim()).not.toBe('')
      expect(en.trim()).not.toBe('')
      // A text forgotten in one language shows as the same words twice; sizes and numbers may well be the same.
      if (/[a-z]{4}/i.test(en) && !/SPF/.test(en)) expect(ko).not.toBe(en)
    }
  })

  it('is published without a fault, has nothing out of reach, and no rule that others imply', () => {
    const { errors, findings, figures } = checkModel(model)
    expect(errors).toEqual([])
    expect(findings).toEqual([])
    expect(figures?.engine).toBe('diagram')
  })

  it('comes back from the file it would be written to', () => {
    expect(readModel({ name: model.id, text: writeModel(model) })).toEqual({ ok: true, value: model })
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
