import { describe, expect, test } from 'vitest'
import type { Choices } from '../catalogue/model.ts'
import { openConfigurator } from './engine.ts'
import { choiceOf, cup, modelOf, said } from './testing/models.ts'

const configurator = openConfigurator(cup())
const stateOf = (choices: Choices, id: string, value: string) =>
  configurator.look(choices).characteristics.get(id)?.values.get(value)

describe('looking at choices', () => {
  test('an excluded value says by which choice and for which reason', () => {
    expect(stateOf({ body: 'glass', handle: 'bare' }, 'colour', 'red')).toMatchObject({
      kind: 'excluded',
      because: [{ constraintId: 'glass-is-clear', why: said('Glass is not dyed') }],
      conflictsWith: ['body'],
    })
  })

  test('a chosen value can be switched: its own characteristic does not hold it in place', () => {
    expect(stateOf({ body: 'glass' }, 'body', 'glass')).toEqual({ kind: 'chosen' })
    expect(stateOf({ body: 'glass' }, 'body', 'clay')).toEqual({ kind: 'open' })
    expect(stateOf({ body: 'glass', handle: 'named' }, 'body', 'clay')).toMatchObject({ conflictsWith: ['handle'] })
  })

  test('a characteristic that depends on another applies while its condition holds', () => {
    const applies = (choices: Choices) => configurator.look(choices).characteristics.get('lid')?.applies
    expect([applies({}), applies({ body: 'steel' }), applies({ body: 'clay' })]).toEqual([false, true, false])
  })

  test('a choice of a characteristic that ceased to apply lapses and holds nothing in place', () => {
    const view = configurator.look({ body: 'clay', colour: 'plain', handle: 'bare', lid: 'spout' })
    expect(view.characteristics.get('lid')).toMatchObject({ applies: false, chosen: null })
    expect(view.complete).toBe(true)
    expect(stateOf({ body: 'steel', lid: 'spout' }, 'body', 'clay')).toEqual({ kind: 'open' })
  })

  test('what is missing includes texts that apply and optional choices that do not fit, in the order of the model', () => {
    expect(configurator.look({}).missing).toEqual(['body', 'colour', 'handle'])
    const named = { body: 'steel', colour: 'red', handle: 'named' }
    expect(configurator.look(named)).toMatchObject({ complete: false, missing: ['name'], violated: [] })
    expect(configurator.look({ ...named, name: '다미', height: 8.25 }).missing).toEqual(['height'])
    expect(configurator.look({ ...named, name: '다미', height: 8.5 }).complete).toBe(true)
  })

  test('choices that break a constraint are named with its reason', () => {
    expect(configurator.look({ body: 'glass', colour: 'red' }).violated).toEqual([
      { constraintId: 'glass-is-clear', why: said('Glass is not dyed') },
    ])
    expect(configurator.look({ body: 'clay', handle: 'named' }).violated.map((each) => each.constraintId)).toEqual([
      'clay-has-no-handle',
    ])
  })

  test('a required consequence that is still open is missing, not broken', () => {
    const model = modelOf({
      characteristics: [choiceOf('a', ['x']), choiceOf('b', ['y', 'z'], { required: false })],
      constraints: [{ id: 'k', kind: 'requires', if: { a: ['x'] }, then: { b: ['y'] }, why: said('because') }],
    })
    expect(openConfigurator(model).look({ a: 'x' })).toMatchObject({ complete: false, missing: ['b'], violated: [] })
    expect(openConfigurator(model).look({ a: 'x', b: 'z' })).toMatchObject({ complete: false, missing: [] })
    expect(openConfigurator(model).look({ a: 'x', b: 'y' }).complete).toBe(true)
  })

  test('a consequence that cannot apply any more is broken', () => {
    const model = modelOf({
      characteristics: [
        choiceOf('a', ['x']),
        choiceOf('p', ['1', '2']),
        choiceOf('b', ['y'], { onlyIf: { p: ['1'] } }),
      ],
      constraints: [{ id: 'k', kind: 'requires', if: { a: ['x'] }, then: { b: ['y'] }, why: said('because') }],
    })
    expect(
      openConfigurator(model)
        .look({ a: 'x', p: '2' })
        .violated.map((each) => each.constraintId),
    ).toEqual(['k'])
  })

  test('choices that clash grey out their own part of the model and no other', () => {
    const view = configurator.look({ body: 'glass', colour: 'red' })
    expect(view.characteristics.get('handle')?.values.get('bare')?.kind).toBe('excluded')
    const apart = openConfigurator(cup({ characteristics: [...cup().characteristics, choiceOf('box', ['s', 'm'])] }))
    expect(apart.look({ body: 'glass', colour: 'red' }).characteristics.get('box')?.values.get('s')?.kind).toBe('open')
  })

  test('unknown characteristics and values count for nothing', () => {
    const view = configurator.look({ body: 'wood', wheels: 'four' })
    expect(view.characteristics.get('body')).toMatchObject({ chosen: null })
    expect(view.characteristics.has('wheels')).toBe(false)
    expect(view.missing).toContain('body')
  })

  test('a model whose rules name what it does not have is refused', () => {
    const why = said('why')
    const broken = (constraint: Parameters<typeof cup>[0]) => () => openConfigurator(cup(constraint))
    expect(broken({ constraints: [{ id: 'k', kind: 'forbid', over: ['wings'], rows: [['big']], why }] })).toThrow(
      'wings',
    )
    expect(broken({ constraints: [{ id: 'k', kind: 'allow', over: ['body'], rows: [['a', 'b']], why }] })).toThrow('k')
    expect(broken({ constraints: [{ id: 'k', kind: 'requires', if: { name: ['a'] }, then: {}, why }] })).not.toThrow(
      '!',
    )
  })
})

describe('completing', () => {
  test('prefers defaults, keeps what was chosen, leaves optional characteristics open', () => {
    expect(configurator.complete({})).toEqual({ body: 'steel', colour: 'plain', handle: 'bare' })
    expect(configurator.complete({ colour: 'red' })).toEqual({ body: 'steel', colour: 'red', handle: 'bare' })
    expect(configurator.complete({ body: 'glass', height: 9 })).toEqual({
      body: 'glass',
      colour: 'plain',
      handle: 'bare',
      height: 9,
    })
  })

  test('a choice gives way to nothing, not even to a default', () => {
    const model = cup({
      constraints: [{ id: 'k', kind: 'forbid', over: ['body', 'colour'], rows: [['steel', 'red']], why: said('why') }],
    })
    expect(openConfigurator(model).complete({ colour: 'red' })).toMatchObject({ body: 'glass', colour: 'red' })
  })

  test('makes up no text, and leaves clashing choices as they are', () => {
    expect(configurator.complete({ handle: 'named' })).toEqual({ body: 'steel', colour: 'plain', handle: 'named' })
    expect(configurator.complete({ body: 'glass', colour: 'red' })).toEqual({ body: 'glass', colour: 'red' })
  })

  test('replaces choices that today has no more', () => {
    expect(configurator.complete({ body: 'wood', height: 99 })).toEqual({
      body: 'steel',
      colour: 'plain',
      handle: 'bare',
    })
  })
})

describe('repairing', () => {
  test('changes the one choice that stands in the way', () => {
    expect(configurator.repair({ body: 'glass', handle: 'named', name: '다미' }, 'colour', 'red')).toEqual({
      choices: { body: 'steel', colour: 'red', handle: 'named', name: '다미' },
      changed: ['body'],
      dropped: [],
    })
  })

  test('drops what no longer applies, texts included', () => {
    expect(configurator.repair({ body: 'steel', lid: 'flat', handle: 'named', name: '다미' }, 'body', 'clay')).toEqual({
      choices: { body: 'clay', handle: 'bare' },
      changed: ['handle'],
      dropped: ['lid', 'name'],
    })
  })

  test('brings along what makes the value apply', () => {
    expect(configurator.repair({ body: 'clay' }, 'lid', 'flat')).toMatchObject({
      choices: { body: 'steel', lid: 'flat' },
      changed: ['body'],
    })
    expect(configurator.repair({}, 'lid', 'flat')).toMatchObject({ choices: { body: 'steel', lid: 'flat' } })
  })

  test('changes nothing for a value that is open', () => {
    expect(configurator.repair({ body: 'steel' }, 'colour', 'blue')).toEqual({
      choices: { body: 'steel', colour: 'blue' },
      changed: [],
      dropped: [],
    })
  })

  test('has no answer for a value that is unknown or in no product', () => {
    const model = cup({
      constraints: [{ id: 'k', kind: 'forbid', over: ['colour'], rows: [['red']], why: said('Sold out') }],
    })
    expect(openConfigurator(model).repair({}, 'colour', 'red')).toBeNull()
    expect(openConfigurator(model).repair({}, 'colour', 'green')).toBeNull()
    expect(openConfigurator(model).repair({}, 'name', 'Dami')).toBeNull()
    expect(openConfigurator(model).look({}).characteristics.get('colour')?.values.get('red')).toMatchObject({
      because: [{ constraintId: 'k' }],
      conflictsWith: [],
    })
  })
})

test('what is said of a characteristic stays the same object while it stays true, also where two products are asked of in turns', () => {
  const ids = ['size', 'colour', 'handle', 'lid']
  const engine = openConfigurator(modelOf({ characteristics: ids.map((id) => choiceOf(id, ['plain', 'fine'])) }))
  const standard = Object.fromEntries(ids.map((id) => [id, 'plain']))
  const sayOf = (choices: Choices) => engine.look(choices).characteristics.get('colour')
  const [whole, made] = [sayOf(standard), sayOf({})]
  expect(sayOf({ ...standard, size: 'fine' })).toBe(whole)
  expect(sayOf({ size: 'fine' })).toBe(made)
  expect(sayOf({ ...standard, colour: 'fine' })).not.toBe(whole)
})

test('a model of 1,300 values, 16 characteristics of it bound by rules, answers within a frame', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `v${at}`)
  const bound = Array.from({ length: 16 }, (_, at) => choiceOf(`b${at}`, names(10)))
  const loose = Array.from({ length: 13 }, (_, at) => choiceOf(`l${at}`, names(90)))
  const clash = (at: number, step: number, shift: number) => ({
    id: `k${at}-${step}`,
    kind: 'forbid' as const,
    over: [`b${at}`, `b${(at + step) % 16}`],
    rows: names(10).map((value, n) => [value, `v${(n + shift) % 10}`]),
    why: said('why'),
  })
  const constraints = bound.flatMap((_, at) => [clash(at, 1, at), clash(at, 5, at + 3), clash(at, 7, 2 * at)])
  const engine = openConfigurator(modelOf({ characteristics: [...bound, ...loose], constraints }))
  const spentMs: number[] = []
  const workMs: number[] = []
  let choices: Choices = {}
  for (const { id } of bound) {
    workMs.push(plainWorkMs())
    const before = performance.now()
    const view = engine.look(choices)
    spentMs.push(performance.now() - before)
    const open = [...(view.characteristics.get(id)?.values ?? [])].find(([, state]) => state.kind === 'open')
    choices = { ...choices, [id]: open?.[0] ?? '' }
  }
  expect(engine.look(engine.complete(choices)).complete).toBe(true)
  // A frame of the machine that tests, which is slow, or busy with other things too: by what plain work takes it meanwhile.
  const frameMs = 16 * Math.max(1, medianOf(workMs) / PLAIN_WORK_MS)
  expect(medianOf(spentMs)).toBeLessThan(frameMs)
})

/** What the work below takes a machine of today that does nothing else. Milliseconds. */
const PLAIN_WORK_MS = 4

function plainWorkMs(): number {
  const before = performance.now()
  const named = new Map<string, number>()
  for (let n = 0; n < 20_000; n++) named.set(`v${n}`, n)
  expect(named.size).toBe(20_000)
  return performance.now() - before
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
