import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import type { ChoiceCharacteristic } from '@dangol/domain/catalogue/model.ts'
import { expect, test } from 'vitest'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import { madeChoices, standardProduct, withChoice } from '@dangol/domain/configurations/in-hand.ts'
import { tilesOf } from './tiles.ts'
import type { Tile } from './tiles.ts'

const engine = openConfigurator(mug)
const of = (id: string): ChoiceCharacteristic => {
  const found = mug.characteristics.find((each) => each.id === id)
  if (found?.kind !== 'choice') throw new Error(`${id} is no choice`)
  return found
}
function tiles(id: string, hand: InHand, before?: readonly Tile[], isPriced = true) {
  const [look, madeLook] = [engine.look(hand.choices), engine.look(madeChoices(hand))]
  const priced = isPriced ? { model: mug, look, madeLook, nowMinor: priceOf(mug, hand.choices).total.minor } : null
  const [view, madeView] = [look.characteristics.get(id), madeLook.characteristics.get(id)]
  if (!view || !madeView) throw new Error(`nothing is said of ${id}`)
  return tilesOf(of(id), of(id).values, { view, madeView, isMade: hand.by.has(id), priced, recommended: null }, before)
}
const standard = standardProduct(engine)
const kinds = (list: readonly Tile[]) => list.map((tile) => [tile.value.id, tile.kind])

test('what is filled in is told from what was chosen, and rules nothing out', () => {
  expect(kinds(tiles('glaze', standard))).toEqual([
    ['celadon', 'filled'],
    ['ink', 'open'],
  ])
  expect(kinds(tiles('handle', standard))).toEqual([
    ['round', 'filled'],
    ['brass', 'open'],
  ])
})

test('a choice rules out what clashes with it', () => {
  const celadon = withChoice(engine, standard, 'glaze', 'celadon')
  expect(kinds(tiles('glaze', celadon))[0]).toEqual(['celadon', 'chosen'])
  expect(kinds(tiles('handle', celadon))).toEqual([
    ['round', 'filled'],
    ['brass', 'excluded'],
  ])
})

test('an open value says what it would cost more or less than now', () => {
  expect(tiles('glaze', standard)[1]?.note).toEqual({ kind: 'difference', minor: 3_000 })
  const ink = withChoice(engine, standard, 'glaze', 'ink')
  expect(tiles('glaze', ink)[0]?.note).toEqual({ kind: 'difference', minor: -3_000 })
})

test('while prices are being worked out, what is ruled out is told at once and what is written below the names stays', () => {
  const before = tiles('glaze', standard)
  const brass = withChoice(engine, standard, 'handle', 'brass')
  expect(kinds(tiles('glaze', brass, before, false))).toEqual([
    ['celadon', 'excluded'],
    ['ink', 'filled'],
  ])
  const written = tiles('glaze', brass, before, false).map((tile) => tile.note)
  expect(written).toEqual(before.map((tile) => tile.note))
  expect(tiles('glaze', brass, before)[0]?.note).toEqual({ kind: 'excluded' })
  const named = withChoice(engine, standard, 'name', '지은')
  expect(tiles('glaze', named, before, false)[1]?.note).toEqual({ kind: 'difference', minor: 3_000 })
  expect(tiles('glaze', standard, [], false)[1]?.note).toBeNull()
})

test('a tile on which nothing changed is the same object, and so is the whole list', () => {
  const before = tiles('handle', standard)
  const ink = withChoice(engine, standard, 'name', '지은')
  expect(tiles('handle', ink, before)).toBe(before)
  const changed = tiles('handle', withChoice(engine, standard, 'glaze', 'celadon'), before)
  expect(changed[0]).toBe(before[0])
  expect(changed[1]).not.toBe(before[1])
})
