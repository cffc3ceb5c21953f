import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { historyOf } from '@dangol/domain/next-choice/learn-from-sales.ts'
import { recommend } from '@dangol/domain/next-choice/recommend.ts'
import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import { describe, expect, it } from 'vitest'
import { demoModels } from '../demo.ts'
import { pastSales } from './past-sales.ts'
import { TASTES } from './tastes.ts'

const sales = pastSales(demoModels)
const lines = sales.flatMap((order) => order.lines.flatMap((line) => (line.kind === 'configured' ? [line] : [])))
const modelOf = (familyId: string) => demoModels.find(({ id }) => id === familyId) ?? expect.fail(`no ${familyId}`)

it('are the same every time, under numbers that nobody else has', () => {
  expect(pastSales([...demoModels])).toEqual(sales)
  expect(new Set(sales.map(({ number }) => number)).size).toBe(sales.length)
})

it('are whole valid products of the models on sale', () => {
  expect(lines).toHaveLength(sales.length)
  for (const { familyId, modelVersion, choices } of lines.filter((_, at) => at % 7 === 0)) {
    expect(modelOf(familyId).version).toBe(modelVersion)
    expect(openConfigurator(modelOf(familyId)).look(choices).complete).toBe(true)
    expect(ConfigurationDraftSchema.shape.choices.safeParse(choices).error).toBeUndefined()
  }
})

it('wish only for what their family has', () => {
  for (const { id, characteristics } of demoModels) {
    for (const [of, values] of (TASTES[id] ?? []).flatMap(({ wishes }) => Object.entries(wishes))) {
      const known = characteristics.find((one) => one.id === of)
      expect(known?.kind === 'choice' ? known.values.map((value) => value.id) : []).toEqual(
        expect.arrayContaining([...values]),
      )
    }
  }
})

describe.each(demoModels.map((model) => [model.id, model] as const))('%s', (id, model) => {
  it('has sold enough that a shopper who chose one thing is told what others took, and how many', () => {
    const sold = lines.flatMap((line) =>
      line.familyId === id ? [{ buyer: null, secret: false, choices: line.choices }] : [],
    )
    expect(sold.length).toBeGreaterThanOrEqual(100)
    const [first = ['', ['']]] = Object.entries(TASTES[id]?.[1]?.wishes ?? {})
    const choices = { [first[0]]: first[1][0] ?? '' }
    const advice = recommend(historyOf(model, sold), choices, openConfigurator(model).look(choices))
    const reasoned = [...advice.values()].filter(({ because }) => because.includes(first[0]))
    expect(reasoned.length).toBeGreaterThanOrEqual(3)
  })
})
