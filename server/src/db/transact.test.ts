import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createLogger } from '../platform/log.ts'
import { openMemoryDatabase } from './testing/memory-database.ts'
import { STORE_MIGRATIONS } from './store-migrations.ts'
import { createCommits, SHARED_MAX } from './transact.ts'
import { CannotWrite, createWritability, PROBE_EVERY_MS } from './writability.ts'

/** A database with one table, a turn that ends when the test says so, and a listener that writes down what it is told. */
function open() {
  const db = openMemoryDatabase(STORE_MIGRATIONS)
  db.exec('create table things (name text not null) strict; create table marks as select 0 as commits')
  const time = createManualTime()
  const writability = createWritability({ db, timers: time, log: createLogger('silent') })
  const appended: string[] = []
  const told: string[] = []
  let turns: (() => void)[] = []
  const commits = createCommits({
    db,
    writability,
    atEndOfTurn: (run) => void turns.push(run),
    listener: {
      mark: () => appended.length,
      committing() {
        if (appended.length > 0) db.exec('update marks set commits = commits + 1')
      },
      committed: () => void told.push(...appended.splice(0)),
      rolledBack: (to) => void appended.splice(to),
    },
  })
  const insert = db.prepare<[string]>('insert into things (name) values (?)')
  const put = (name: string) =>
    commits.transact(() => {
      insert.run(name)
      appended.push(name)
      return name
    })
  return {
    ...{ db, time, writability, commits, put, told },
    commitsMarked: () => db.prepare<[], number>('select commits from marks').pluck().get(),
    names: () => db.prepare<[], string>('select name from things').pluck().all(),
    endTurn: () => {
      const ending = turns
      turns = []
      ending.forEach((run) => run())
    },
  }
}
const failing = (): never => {
  throw new Error('no such thing')
}
const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let is = false
  void promise.then(
    () => (is = true),
    () => (is = true),
  )
  await new Promise((resolve) => setImmediate(resolve))
  return is
}

describe('things that arrive together', () => {
  test('[C5] [C2] share a commit; nobody is answered and nothing is told before it', async () => {
    const { commits, put, told, db, endTurn, commitsMarked } = open()
    const answers = ['a', 'b', 'c'].map((name) => commits.shared(() => put(name)))
    expect([await settled(Promise.race(answers)), told, db.inTransaction]).toEqual([false, [], true])
    endTurn()
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c'])
    expect([told, db.inTransaction, commitsMarked()]).toEqual([['a', 'b', 'c'], false, 1])
  })

  test('[C5] one that fails takes no other with it', async () => {
    const { commits, put, told, names, endTurn } = open()
    const first = commits.shared(() => put('a'))
    const bad = commits.shared(() => commits.transact(() => [put('half'), failing()]))
    const last = commits.shared(() => put('b'))
    await expect(bad).rejects.toThrow('no such thing')
    endTurn()
    expect([await first, await last, names(), told]).toEqual(['a', 'b', ['a', 'b'], ['a', 'b']])
  })

  test('[C5] a commit that fails fails all of them, and none was done', async () => {
    const { commits, put, told, names, db, endTurn } = open()
    db.exec('create table parents (id integer primary key); pragma foreign_keys = on')
    db.exec('create table children (parent integer references parents (id) deferrable initially deferred)')
    const first = commits.shared(() => put('a'))
    const orphan = commits.shared(() => commits.transact(() => void db.exec('insert into children values (7)')))
    endTurn()
    await expect(first).rejects.toThrow('FOREIGN KEY')
    await expect(orphan).rejects.toThrow('FOREIGN KEY')
    expect([names(), told, db.inTransaction]).toEqual([[], [], false])
    expect([put('b'), names()]).toEqual(['b', ['b']])
  })

  test('[C2] what only read waits for what it read to be durable', async () => {
    const { commits, put, names, endTurn } = open()
    const written = commits.shared(() => put('a'))
    const read = commits.shared(names)
    expect(await settled(read)).toBe(false)
    endTurn()
    expect([await written, await read]).toEqual(['a', ['a']])
    expect(await settled(commits.shared(names))).toBe(true)
  })

  test('[C2] what does not arrive with them is durable when it returns, and so is what came before', async () => {
    const { commits, put, told, db } = open()
    const shared = commits.shared(() => put('a'))
    put('b')
    expect([told, db.inTransaction, await shared]).toEqual([['a', 'b'], false, 'a'])
  })

  test('[C2] an answer that takes longer waits for its own writing and for what it read last', async () => {
    const { commits, put, endTurn } = open()
    const long = commits.shared(async () => {
      const name = put('a')
      await Promise.resolve()
      return name
    })
    expect(await settled(long)).toBe(false)
    endTurn()
    expect(await long).toBe('a')
  })

  test('are not made to wait for more than a bounded number of others', async () => {
    const { commits, put, told } = open()
    const many = Array.from({ length: SHARED_MAX + 1 }, (_, n) => commits.shared(() => put(`${n}`)))
    await Promise.all(many.slice(0, SHARED_MAX))
    expect(told).toHaveLength(SHARED_MAX)
  })

  test('whatever mix of them comes, what was answered is there once and what was refused is not', async () => {
    const thing = fc.record({ name: fc.uuid(), fails: fc.boolean(), shares: fc.boolean(), ends: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(thing, { maxLength: 30 }), async (things) => {
        const { commits, put, names, told, endTurn } = open()
        const run = ({ name, fails }: (typeof things)[number]) =>
          commits.transact(() => (put(name), fails ? failing() : name))
        const answers = things.map(async (one) => {
          try {
            return one.shares ? await commits.shared(() => run(one)) : run(one)
          } catch {
            return null
          } finally {
            if (one.ends) endTurn()
          }
        })
        endTurn()
        const answered = (await Promise.all(answers)).filter((name) => name !== null)
        expect(names().toSorted()).toEqual(answered.toSorted())
        expect(told.toSorted()).toEqual(answered.toSorted())
      }),
    )
  })
})

describe('a full disk', () => {
  /** Lets the file grow by no more than a few pages. */
  const fill = (db: ReturnType<typeof open>['db']): void => {
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 4}`)
  }
  const large = 'x'.repeat(100_000)

  test('[D2] stops writing, not looking, does nothing by halves, and goes on by itself when there is room', async () => {
    const { db, commits, put, names, told, writability, time, endTurn } = open()
    const changes: boolean[] = []
    writability.onChange((writable) => void changes.push(writable))
    put('a')
    fill(db)
    const shared = [commits.shared(() => put('b')), commits.shared(() => put(large))]
    const outcomes = await Promise.allSettled([...shared, Promise.resolve(endTurn())])
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { name: 'CannotWrite' } })
    expect(() => put('c')).toThrow(CannotWrite)
    expect(names()).toEqual(outcomes[0].status === 'fulfilled' ? ['a', 'b'] : ['a'])
    expect(told).toEqual(names())
    time.advance(PROBE_EVERY_MS)
    expect([writability.writable(), changes]).toEqual([false, [false]])
    db.pragma('max_page_count = 1000000')
    time.advance(PROBE_EVERY_MS)
    expect([writability.writable(), changes]).toEqual([true, [false, true]])
    expect(put('d')).toBe('d')
  })

  test('[D2] an error that is not the disk’s is nobody’s reason to stop', () => {
    const { commits, put, writability } = open()
    expect(() => commits.transact(failing)).toThrow('no such thing')
    expect([writability.writable(), put('a')]).toEqual([true, 'a'])
  })
})

test('a promise is no transaction, and nothing of it stays', () => {
  const { commits, put, names, db } = open()
  expect(() =>
    commits.transact(async () => {
      put('a')
      await Promise.resolve()
    }),
  ).toThrow(TypeError)
  expect([names(), db.inTransaction]).toEqual([[], false])
})
