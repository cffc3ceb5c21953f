import { expect, test } from 'vitest'
import { compileModel, offerArtefact, openArtefact } from './artefact.ts'
import { openConfigurator } from './engine.ts'
import { problemOf } from './problem-of.ts'
import { choiceOf, cup, modelOf, said } from './testing/models.ts'

const textOf = (model: Parameters<typeof compileModel>[0]): string => {
  const compiled = compileModel(model)
  if (!compiled.ok) throw new Error(compiled.error.code)
  return compiled.value.text
}

test('comes back as it was compiled, whatever order the model is written in', () => {
  const turned = Object.fromEntries(Object.entries(cup()).reverse()) as unknown as ReturnType<typeof cup>
  expect(openArtefact(problemOf(turned), textOf(cup()))?.parts.length).toBeGreaterThan(0)
  expect(openArtefact(problemOf(cup({ version: 9, title: said('Mug') })), textOf(cup()))).not.toBeNull()
})

test('of another model, damaged or no artefact at all is not used', () => {
  const text = textOf(cup())
  const other = cup({ constraints: cup().constraints.slice(1) })
  expect(openArtefact(problemOf(other), text)).toBeNull()
  expect(openArtefact(problemOf(cup()), `${text.slice(0, -8)}AAAAAAA=`)).toBeNull()
  expect(openArtefact(problemOf(cup()), 'hello')).toBeNull()
  expect(openArtefact(problemOf(cup()), '')).toBeNull()
})

test('a configurator answers the same with its own artefact, with another one and without', () => {
  const plain = openConfigurator(cup())
  const [own, wrong] = [cup(), cup()]
  offerArtefact(own, textOf(cup()))
  offerArtefact(wrong, textOf(cup({ constraints: [] })))
  for (const model of [own, wrong]) {
    const view = openConfigurator(model).look({ body: 'glass' })
    expect(view.characteristics).toEqual(plain.look({ body: 'glass' }).characteristics)
    expect(view.outlook.variants).toBe(plain.look({ body: 'glass' }).outlook.variants)
  }
})

test('a model without products, or with rules about nothing, is refused', () => {
  const only = (rows: string[][]) =>
    modelOf({
      characteristics: [choiceOf('a', ['x', 'y'])],
      constraints: [{ id: 'k', kind: 'forbid', over: ['a'], rows, why: said('k') }],
    })
  expect(compileModel(only([['x'], ['y']]))).toEqual({ ok: false, error: { code: 'void' } })
  expect(compileModel(cup({ characteristics: [] }))).toEqual({ ok: false, error: { code: 'torn' } })
  expect(compileModel(only([['x']])).ok).toBe(true)
})

test('a model whose characteristics wait for each other to apply is refused', () => {
  const [a, b] = [choiceOf('a', ['x'], { onlyIf: { b: ['x'] } }), choiceOf('b', ['x'], { onlyIf: { a: ['x'] } })]
  expect(compileModel(modelOf({ characteristics: [a, b] }))).toEqual({ ok: false, error: { code: 'torn' } })
  expect(compileModel(modelOf({ characteristics: [a, choiceOf('b', ['x'])] })).ok).toBe(true)
})
