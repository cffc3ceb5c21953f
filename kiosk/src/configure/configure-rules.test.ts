import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import type { ChoiceCharacteristic, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { describe, expect, test } from 'vitest'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { firstOpenStep, stepsOf } from './groups.ts'
import { offeredOf, searchValues, shortList } from './values.ts'

const engine = openConfigurator(mug)
const look = (choices: Record<string, string>) => engine.look(choices)

describe('steps', () => {
  test('a step counts what is still open in it', () => {
    const steps = stepsOf(mug, look({ glaze: 'ink' }))
    expect(steps.map((step) => [step.group.id, step.openCount])).toEqual([
      ['look', 1],
      ['words', 1],
    ])
    expect(firstOpenStep(stepsOf(mug, look({ glaze: 'ink', handle: 'round' })))?.group.id).toBe('words')
  })

  test('when all is chosen, the first step is shown', () => {
    const steps = stepsOf(mug, look({ glaze: 'ink', handle: 'round', name: '지은' }))
    expect(firstOpenStep(steps)?.group.id).toBe('look')
  })

  test('a step in which nothing applies is not offered', () => {
    const model: ConfigModel = {
      ...mug,
      characteristics: mug.characteristics.map((each) =>
        each.id === 'name' ? { ...each, onlyIf: { glaze: ['ink'] } } : each,
      ),
    }
    const steps = stepsOf(model, openConfigurator(model).look({ glaze: 'celadon', handle: 'round' }))
    expect(steps.map((step) => step.group.id)).toEqual(['look'])
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
  const states = new Map(
    many.values.map((value, at) => [
      value.id,
      at === 17
        ? ({ kind: 'chosen' } as const)
        : at === 3
          ? ({ kind: 'excluded', because: [], conflictsWith: [] } as const)
          : ({ kind: 'open' } as const),
    ]),
  )
  const offered = offeredOf(many, states as Parameters<typeof offeredOf>[1])

  test('the chosen value is in the short list wherever it stands', () => {
    const short = shortList(offered)
    expect(short).toHaveLength(8)
    expect(short[0]?.value.id).toBe('v17')
    expect(shortList(offered, 30)).toBe(offered)
  })

  test('a search takes Korean initials and puts what is possible first', () => {
    const found = searchValues(offered, 'ㄱㅈㅅ')
    expect(found).toHaveLength(20)
    expect(found.at(-1)?.value.id).toBe('v3')
    expect(searchValues(offered, 'black 19').map((one) => one.value.id)).toEqual(['v19'])
  })
})
