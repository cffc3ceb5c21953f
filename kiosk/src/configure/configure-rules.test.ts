import type { ChoiceCharacteristic, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { describe, expect, test } from 'vitest'
import { asksTheSame, firstOpenStep, stepsOf } from './groups.ts'
import { searchValues, shortList } from './values.ts'

const engine = openConfigurator(mug)
const by = new Map([['glaze', 'shopper' as const]])
const steps = (choices: Record<string, string>) => stepsOf(mug, engine.look(choices), by)

describe('steps', () => {
  test('a step counts what was chosen in it, and what has no answer at all', () => {
    expect(steps({ glaze: 'ink' }).map((step) => [step.group.id, step.madeCount, step.openCount])).toEqual([
      ['look', 1, 1],
      ['words', 0, 1],
    ])
    expect(firstOpenStep(steps({ glaze: 'ink', handle: 'round' }))?.group.id).toBe('words')
  })

  test('when all is chosen, the first step is shown', () => {
    expect(firstOpenStep(steps({ glaze: 'ink', handle: 'round', name: '지은' }))?.group.id).toBe('look')
  })

  test('a choice that asks for nothing else leaves the steps as they are', () => {
    const before = steps({ glaze: 'ink' })
    expect(asksTheSame(before, steps({ glaze: 'ink', handle: 'round' }))).toBe(true)
    expect(asksTheSame(before, before.slice(1))).toBe(false)
  })

  test('a step in which nothing applies is not offered', () => {
    const model: ConfigModel = {
      ...mug,
      characteristics: mug.characteristics.map((each) =>
        each.id === 'name' ? { ...each, onlyIf: { glaze: ['ink'] } } : each,
      ),
    }
    const look = openConfigurator(model).look({ glaze: 'celadon', handle: 'round' })
    expect(stepsOf(model, look, new Map()).map((step) => step.group.id)).toEqual(['look'])
  })
})

describe('values', () => {
  const many: ChoiceCharacteristic = {
    id: 'colour',
    kind: 'choice',
    group: 'look',
    required: true,
    title: { ko: '색', en: 'Colour' },
    values: Array.from({ length: 20 }, (_, at) => ({ id: `v${at}`, title: { ko: `검정색 ${at}`, en: `Black ${at}` } })),
  }
  const fits = (id: string) => id !== 'v3'
  const ids = (values: readonly { id: string }[]) => values.map((value) => value.id)

  test('the chosen and the recommended value are in the short list wherever they stand', () => {
    const short = ids(shortList(many, ['v17', 'v12']))
    expect(short).toHaveLength(8)
    expect(short.slice(0, 3)).toEqual(['v12', 'v17', 'v0'])
    expect(ids(shortList(many, ['v2', null]))).toEqual(ids(many.values.slice(0, 8)))
    expect(shortList(many, ['v17'], 30)).toBe(many.values)
  })

  test('a search takes Korean initials and puts what is possible first', () => {
    const found = ids(searchValues(many, 'ㄱㅈㅅ', fits))
    expect(found).toHaveLength(20)
    expect(found.at(-1)).toBe('v3')
    expect(ids(searchValues(many, 'black 19', fits))).toEqual(['v19'])
  })

  test('the impossible go only when they are asked to', () => {
    expect(ids(searchValues(many, '', fits, true))).not.toContain('v3')
    expect(searchValues(many, '', fits, true)).toHaveLength(19)
  })
})
