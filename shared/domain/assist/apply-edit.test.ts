import { describe, expect, test } from 'vitest'
import { HISTORY_CHANGES_MAX, HISTORY_MAX } from './shared-draft.ts'
import type { Edit } from './shared-draft.ts'
import { draftOf, inHands, JIEUN, JOON, SHOPPER } from './testing/in-hands.ts'

describe('an edit', () => {
  test('is the draft’s next revision, with whose hand it was and what stood there before', () => {
    const cup = inHands(draftOf({ made: { body: 'steel' } }))
    cup.edit(JIEUN, { body: 'clay', colour: 'red' })
    expect(cup.draft()).toMatchObject({
      revision: 1,
      made: { body: 'clay', colour: 'red' },
      hands: { body: { author: JIEUN, revision: 1 }, colour: { author: JIEUN, revision: 1 } },
    })
    expect(cup.draft().history).toMatchObject([
      {
        ...{ author: JIEUN, revision: 1, undoes: null },
        changes: [
          { characteristicId: 'body', from: 'steel', to: 'clay' },
          { characteristicId: 'colour', from: null, to: 'red' },
        ],
      },
    ])
  })

  test('that empties a characteristic leaves whose hand it was', () => {
    const cup = inHands(draftOf({ made: { body: 'steel' } }))
    cup.edit(JIEUN, { body: null })
    expect(cup.draft()).toMatchObject({ made: {}, hands: { body: { author: JIEUN, revision: 1 } } })
  })

  test('that changes nothing is no edit, and nothing of it is missing', () => {
    const cup = inHands(draftOf({ made: { body: 'steel' } }))
    const before = cup.draft()
    expect(cup.edit(JIEUN, { body: 'steel', colour: null })).toEqual({ draft: before, notTaken: [] })
    expect(cup.draft()).toBe(before)
  })

  test('that speaks of a characteristic twice means what it said last', () => {
    const cup = inHands()
    const changes = [
      { characteristicId: 'body', to: 'clay' },
      { characteristicId: 'body', to: 'glass' },
    ]
    cup.edit(SHOPPER, Object.fromEntries(changes.map(({ characteristicId, to }) => [characteristicId, to])))
    expect(cup.made()).toEqual({ body: 'glass' })
  })
})

describe('two people at once', () => {
  test('[H1] what somebody else changed since is not taken, and its author sees what stands there and by whom', () => {
    const cup = inHands()
    cup.edit(SHOPPER, { colour: 'red' }, 0)
    const { notTaken } = cup.edit(JIEUN, { colour: 'blue', height: 9 }, 0)
    expect(notTaken).toEqual([
      { characteristicId: 'colour', wanted: 'blue', now: 'red', by: SHOPPER, why: 'changed-meanwhile' },
    ])
    expect(cup.made()).toEqual({ colour: 'red', height: 9 })
  })

  test('[H1] what somebody else emptied since is not filled again unseen', () => {
    const cup = inHands(draftOf({ made: { colour: 'red' } }))
    cup.edit(SHOPPER, { colour: null }, 0)
    expect(cup.edit(JIEUN, { colour: 'blue' }, 0).notTaken).toMatchObject([{ wanted: 'blue', now: null, by: SHOPPER }])
    expect(cup.edit(JIEUN, { colour: 'blue' }, 1).notTaken).toEqual([])
  })

  test('[H1] wanting the same is no conflict, and the first hand stays', () => {
    const cup = inHands()
    cup.edit(SHOPPER, { colour: 'red' }, 0)
    expect(cup.edit(JIEUN, { colour: 'red' }, 0).notTaken).toEqual([])
    expect(cup.draft().hands['colour']).toEqual({ author: SHOPPER, revision: 1 })
  })

  test('[H1] nobody is in their own way: edits sent before the first is answered follow each other', () => {
    const cup = inHands()
    for (const colour of ['red', 'blue', 'plain']) expect(cup.edit(JIEUN, { colour }, 0).notTaken).toEqual([])
    expect(cup.made()).toEqual({ colour: 'plain' })
  })

  test('[H1] an associate at another tablet is the same person, another associate is not', () => {
    const cup = inHands()
    cup.edit(JIEUN, { colour: 'red' }, 0)
    const elsewhere = { ...JIEUN, deviceId: 'tablet-9' } as typeof JIEUN
    expect(cup.edit(elsewhere, { colour: 'blue' }, 0).notTaken).toEqual([])
    expect(cup.edit(JOON, { colour: 'red' }, 0).notTaken).toMatchObject([{ by: elsewhere }])
  })
})

describe('what other choices rule out', () => {
  test('[H2] is not taken, and said so, with what stands in its place', () => {
    const cup = inHands()
    cup.edit(SHOPPER, { body: 'glass' }, 0)
    const { notTaken } = cup.edit(JIEUN, { colour: 'red', height: 9 }, 0)
    expect(notTaken).toEqual([{ characteristicId: 'colour', wanted: 'red', now: null, by: null, why: 'ruled-out' }])
    expect(cup.made()).toEqual({ body: 'glass', height: 9 })
  })

  test('[H2] is taken together with what makes room for it, in whatever order it is said', () => {
    for (const changes of [
      { body: 'glass', colour: 'plain' },
      { colour: 'plain', body: 'glass' },
    ]) {
      const cup = inHands(draftOf({ made: { body: 'steel', colour: 'red' } }))
      expect(cup.edit(SHOPPER, changes).notTaken).toEqual([])
      expect(cup.made()).toEqual({ body: 'glass', colour: 'plain' })
    }
  })

  test('[H2] goes with the part of a repair that came too late', () => {
    const cup = inHands(draftOf({ made: { body: 'steel', colour: 'red' } }))
    cup.edit(SHOPPER, { colour: 'blue' }, 0)
    const { notTaken } = cup.edit(JIEUN, { body: 'glass', colour: 'plain', handle: 'named' }, 0)
    expect(notTaken.map(({ characteristicId, why }) => [characteristicId, why])).toEqual([
      ['colour', 'changed-meanwhile'],
      ['body', 'ruled-out'],
    ])
    expect(cup.made()).toEqual({ body: 'steel', colour: 'blue', handle: 'named' })
  })

  test('a choice that ceases to apply is not in the way, and is there when it applies again', () => {
    const cup = inHands(draftOf({ made: { lid: 'spout' } }))
    expect(cup.edit(JIEUN, { body: 'clay' }).notTaken).toEqual([])
    expect(cup.made()).toEqual({ body: 'clay', lid: 'spout' })
  })
})

describe('the history', () => {
  test('holds the newest edits, in number and in size', () => {
    const cup = inHands()
    for (let at = 0; at < HISTORY_MAX + 5; at++) cup.edit(SHOPPER, { colour: at % 2 === 0 ? 'red' : 'blue' })
    expect(cup.draft().history.map(({ revision }) => revision)).toEqual(
      Array.from({ length: HISTORY_MAX }, (_, at) => at + 6),
    )
    const change = { characteristicId: 'height', from: null, to: 9 }
    const large = (revision: number): Edit => ({
      ...{ id: `large-${revision}` as Edit['id'], author: JIEUN, revision, at: 1, undoes: null },
      changes: Array.from({ length: HISTORY_CHANGES_MAX / 2 }, () => change),
    })
    const bulky = inHands(draftOf({ revision: 3, history: [large(1), large(2), large(3)] }))
    bulky.edit(SHOPPER, { colour: 'red' })
    expect(bulky.draft().history.map(({ revision }) => revision)).toEqual([2, 3, 4])
  })
})
