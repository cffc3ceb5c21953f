import { describe, expect, test } from 'vitest'
import { canUndo } from './undo.ts'
import { draftOf, inHands, JIEUN, SHOPPER } from './testing/in-hands.ts'

describe('undo', () => {
  test('[H3] takes back one’s own last edit, not somebody else’s later one', () => {
    const cup = inHands()
    cup.edit(JIEUN, { colour: 'red', height: 9 })
    cup.edit(SHOPPER, { body: 'steel' })
    expect(cup.undo(JIEUN)?.notTaken).toEqual([])
    expect(cup.made()).toEqual({ body: 'steel' })
    expect(cup.draft().history.at(-1)).toMatchObject({ author: JIEUN, undoes: 'edit-1', revision: 3 })
  })

  test('[H3] done again goes further back, until nothing is left', () => {
    const cup = inHands()
    for (const colour of ['red', 'blue', 'plain']) cup.edit(JIEUN, { colour })
    const seen = []
    while (cup.undo(JIEUN) !== null) seen.push(cup.made()['colour'] ?? null)
    expect(seen).toEqual(['blue', 'red', null])
    expect(canUndo(cup.draft(), JIEUN)).toBe(false)
  })

  test('[H3] leaves what somebody else changed since, and says so', () => {
    const cup = inHands()
    cup.edit(JIEUN, { colour: 'red', height: 9 })
    cup.edit(SHOPPER, { colour: 'blue' })
    expect(cup.undo(JIEUN)?.notTaken).toEqual([
      { characteristicId: 'colour', wanted: null, now: 'blue', by: SHOPPER, why: 'changed-meanwhile' },
    ])
    expect(cup.made()).toEqual({ colour: 'blue' })
    expect(cup.undo(JIEUN)).toBeNull()
  })

  test('[H3] does not reach an edit under somebody else’s, through one’s own on top of that', () => {
    const cup = inHands()
    cup.edit(JIEUN, { colour: 'red' })
    cup.edit(SHOPPER, { colour: 'blue' })
    cup.edit(JIEUN, { colour: 'plain' })
    cup.undo(JIEUN)
    expect(cup.made()).toEqual({ colour: 'blue' })
    expect(cup.undo(JIEUN)).toBeNull()
  })

  test('[H3] reaches it again once the other one is taken back', () => {
    const cup = inHands()
    cup.edit(JIEUN, { colour: 'red' })
    cup.edit(SHOPPER, { colour: 'blue' })
    cup.undo(SHOPPER)
    expect(cup.made()).toEqual({ colour: 'red' })
    cup.undo(JIEUN)
    expect(cup.made()).toEqual({})
  })

  test('[H3] what can no longer be put back is said, and the rest goes back', () => {
    const cup = inHands(draftOf({ made: { colour: 'red' } }))
    cup.edit(JIEUN, { colour: 'plain', height: 9 })
    cup.edit(SHOPPER, { body: 'glass' })
    expect(cup.undo(JIEUN)?.notTaken).toEqual([
      { characteristicId: 'colour', wanted: 'red', now: 'plain', by: null, why: 'ruled-out' },
    ])
    expect(cup.made()).toEqual({ body: 'glass', colour: 'plain' })
  })

  test('[H3] of which nothing can be put back changes nothing, and stays what is undone next', () => {
    const cup = inHands(draftOf({ made: { colour: 'red' } }))
    cup.edit(JIEUN, { colour: 'plain' })
    cup.edit(SHOPPER, { body: 'glass' })
    const before = cup.draft()
    expect(cup.undo(JIEUN)).toMatchObject({ draft: before, notTaken: [{ why: 'ruled-out' }] })
    cup.undo(SHOPPER)
    expect(cup.undo(JIEUN)?.notTaken).toEqual([])
    expect(cup.made()).toEqual({ colour: 'red' })
  })

  test('[H3] with nothing of one’s own is nothing', () => {
    const cup = inHands()
    cup.edit(SHOPPER, { colour: 'red' })
    expect(cup.undo(JIEUN)).toBeNull()
    expect(canUndo(cup.draft(), SHOPPER)).toBe(true)
  })
})
