import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import { effectiveChoices, wellFormedChoices } from './effective.ts'
import { openConfigurator } from './engine.ts'
import { priceOf } from './price.ts'
import { arbitraryCase } from './testing/arbitrary-model.ts'
import { agrees, atomsIn, choiceCharacteristics, isMet, productsOf, SOME } from './testing/brute-force.ts'
import type { Product } from './testing/brute-force.ts'

const RUNS = { numRuns: 200 }

const kept = (model: ConfigModel, choices: Choices, except?: string): Product[] =>
  productsOf(model).filter((product) => agrees(model, product, wellFormedChoices(model, choices), except))

/** What a product costs with the texts that are typed. */
function minorOf(model: ConfigModel, product: Product, choices: Choices): number {
  const typed = wellFormedChoices(model, choices)
  const made = Object.entries(product).flatMap(([id, choice]): [string, Choice][] => {
    const counted = choice === SOME ? typed[id] : (choice ?? undefined)
    return counted === undefined ? [] : [[id, counted]]
  })
  return priceOf(model, Object.fromEntries(made)).total.minor
}

describe('the outlook against brute-force enumeration', () => {
  test('prices are the lowest and highest of any completion, and none is lower with a value', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const { outlook } = openConfigurator(model).look(choices)
        const products = kept(model, choices)
        if (products.length === 0) {
          expect([outlook.price, outlook.partDays, outlook.variants]).toEqual([null, null, null])
          return
        }
        const prices = products.map((product) => minorOf(model, product, choices))
        expect(outlook.price).toEqual({
          lowest: { minor: Math.min(...prices), currency: 'KRW' },
          highest: { minor: Math.max(...prices), currency: 'KRW' },
          isExact: true,
        })
        for (const each of choiceCharacteristics(model)) {
          for (const { id } of each.values) {
            const having = kept(model, choices, each.id).filter((product) => product[each.id] === id)
            const lowest = Math.min(...having.map((product) => minorOf(model, product, choices)))
            expect(outlook.priceFrom(each.id, id)?.minor ?? Infinity).toBe(lowest)
          }
        }
      }),
      RUNS,
    )
  })

  test('part days are those of the slowest part, at best and at worst', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const days = kept(model, choices).map((product) => daysOf(model, product))
        const expected = days.length === 0 ? null : { soonest: Math.min(...days), latest: Math.max(...days) }
        expect(openConfigurator(model).look(choices).outlook.partDays).toEqual(expected)
      }),
      RUNS,
    )
  })

  test('variants are the products that rules tell apart', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const different = new Set(kept(model, choices).map((product) => toldApart(model, product)))
        const { variants } = openConfigurator(model).look(choices).outlook
        expect(variants ?? 0n).toBe(BigInt(different.size))
      }),
      RUNS,
    )
  })

  test('completing by price costs the least, by date takes the least', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const products = kept(model, choices)
        fc.pre(products.length > 0)
        const configurator = openConfigurator(model)
        const cheap = configurator.complete(choices, 'price')
        expect(priceOf(model, cheap).total.minor).toBe(
          Math.min(...products.map((product) => minorOf(model, product, choices))),
        )
        const soon = effectiveChoices(model, configurator.complete(choices, 'date'))
        expect(daysOf(model, soon)).toBe(Math.min(...products.map((product) => daysOf(model, product))))
      }),
      RUNS,
    )
  })
})

function daysOf(model: ConfigModel, product: Readonly<Record<string, Choice | null>>): number {
  const values = choiceCharacteristics(model).flatMap((each) => each.values.filter(({ id }) => product[each.id] === id))
  const rules = model.leadTimes.filter(({ when }) => isMet(when, product))
  return Math.max(0, ...values.map(({ leadDays }) => leadDays ?? 0), ...rules.map(({ days }) => days))
}

/** Values; texts and pictures that rules ask for by whether they are chosen, numbers by the bounds they are within. */
function toldApart(model: ConfigModel, product: Product): string {
  const atoms = model.constraints.flatMap((each) => (each.kind === 'formula' ? atomsIn(each.formula) : []))
  return model.characteristics
    .map(({ id, kind }) => {
      const choice = product[id] ?? null
      if (kind === 'choice') return choice
      const own = atoms.filter((atom) => atom.id === id)
      if (own.length === 0 || choice === null) return own.length === 0 ? '' : 'none'
      const bounds = own.flatMap((atom) => (atom.is === 'within' ? [atom] : []))
      return bounds
        .flatMap(({ min, max }) => [
          min !== undefined && Number(choice) >= min,
          max !== undefined && Number(choice) > max,
        ])
        .join()
    })
    .join('|')
}
