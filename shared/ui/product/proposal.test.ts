import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { standardProduct, withChoice } from '@dangol/domain/configurations/in-hand.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { distinct, proposalOf } from './proposal.ts'

const engine = openConfigurator(mug)
const standard = standardProduct(engine)
const brass = withChoice(engine, standard, 'handle', 'brass')

test('a proposal shows all that becomes something else, and what it does to the price', () => {
  expect(proposalOf(mug, standard, brass, 'en')).toMatchObject({
    priceMinor: 12_000,
    lines: [
      { id: 'glaze', what: 'Glaze', from: 'Celadon', to: 'Ink' },
      { id: 'handle', what: 'Handle', from: 'Round', to: 'Brass' },
    ],
  })
})

test('two ways to the same product are one proposal', () => {
  const one = proposalOf(mug, standard, brass, 'ko')
  const again = proposalOf(mug, standard, { ...brass, choices: { handle: 'brass', glaze: 'ink' } }, 'ko')
  expect(distinct([one, again, proposalOf(mug, standard, standard, 'ko')])).toHaveLength(2)
})
