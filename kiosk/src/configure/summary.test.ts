import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { standardProduct, withChoice } from '@dangol/domain/configurations/in-hand.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { historyOf, summaryOf } from './summary.ts'

const engine = openConfigurator(mug)
const hand = withChoice(engine, withChoice(engine, standardProduct(engine), 'handle', 'brass'), 'glaze', 'ink')
const look = engine.look(hand.choices)

test('the summary goes by groups, tells who chose what, and what has to be chosen yet', () => {
  const lines = summaryOf(mug, look, hand, 'ko').flatMap(({ step, lines: each }) =>
    each.map((line) => [step.group.id, line.title, line.text, line.by]),
  )
  expect(lines).toEqual([
    ['look', '유약', '먹', 'shopper'],
    ['look', '손잡이', '황동', 'shopper'],
    ['words', 'name', null, null],
  ])
})

test('the history has only what was chosen, the last first', () => {
  expect(historyOf(mug, look, hand, 'en').map((line) => line.text)).toEqual(['Ink', 'Brass'])
})
