import type { Put } from '@dangol/protocol/sync.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applied, createReplica, emptyContents } from './replica.ts'
import type { ReplicaContents } from './replica.ts'

const catalogue = (id: string, version: number): Put => ({ kind: 'catalogue', id, value: { version } })

it('keeps things by kind and id', () => {
  const contents = applied(emptyContents(), [catalogue('a', 1), catalogue('b', 2), catalogue('a', 3)], [])
  expect([...contents.catalogue]).toEqual([
    ['a', { version: 3 }],
    ['b', { version: 2 }],
  ])
})

it('puts before it deletes, within one entry', () => {
  const contents = applied(emptyContents(), [catalogue('a', 1)], [{ kind: 'catalogue', id: 'a' }])
  expect(contents.catalogue.size).toBe(0)
})

it('leaves what a reader holds as it was, and untouched kinds the same object', () => {
  const before = applied(emptyContents(), [catalogue('a', 1)], [])
  const after = applied(before, [catalogue('a', 2)], [])
  expect(before.catalogue.get('a')).toEqual({ version: 1 })
  expect(after.order).toBe(before.order)
})

it.each(['no-such-kind', '__proto__', 'constructor'])('ignores a deletion of the kind %s', (kind) => {
  const before = emptyContents()
  expect(applied(before, [], [{ kind, id: 'a' }])).toEqual(before)
})

it('a snapshot drops whatever is not in it', () => {
  const replica = createReplica()
  replica.apply([catalogue('a', 1)], [])
  replica.replace([catalogue('b', 2)])
  expect([...replica.contents().catalogue.keys()]).toEqual(['b'])
})

it('tells its listeners after every change, until they stop', () => {
  const replica = createReplica()
  const seen: number[] = []
  const stop = replica.onChange((contents) => seen.push(contents.catalogue.size))
  replica.apply([catalogue('a', 1)], [])
  replica.apply([catalogue('b', 1)], [])
  stop()
  replica.replace([])
  expect(seen).toEqual([1, 2])
})

it('equals a snapshot of the same history, whatever the order of puts and deletions was', () => {
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), version: fc.option(fc.nat()) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const expected = new Map<string, number>()
      let contents: ReplicaContents = emptyContents()
      for (const { id, version } of steps) {
        if (version === null) expected.delete(id)
        else expected.set(id, version)
        contents =
          version === null
            ? applied(contents, [], [{ kind: 'catalogue', id }])
            : applied(contents, [catalogue(id, version)], [])
      }
      const held = [...contents.catalogue].map(([id, value]) => [id, value.version])
      expect(new Map(held as [string, number][])).toEqual(expected)
    }),
  )
})
