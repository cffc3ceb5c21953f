import { expect, test } from 'vitest'
import { readOptions } from './options.ts'
import { reportOf, tableOf } from './report.ts'
import type { Ran } from './report.ts'
import { schedule } from './schedule.ts'

const KINDS = [
  { name: 'often', share: 3 },
  { name: 'seldom', share: 1 },
]

test('reads what was asked for, and says what it cannot use', () => {
  const names = KINDS.map(({ name }) => name)
  expect(readOptions(['--rounds', '300', '--seed', '7', '--json', '--only', 'often'], names)).toEqual({
    ok: true,
    value: { rounds: 300, seed: 7, json: true, only: 'often', keep: false },
  })
  for (const args of [['--rounds', '0'], ['--rounds', 'many'], ['--seed', 'x'], ['--only', 'never'], ['--what']])
    expect(readOptions(args, names)).toMatchObject({ ok: false, error: { code: 'bad-options' } })
})

test('deals rounds by share, every kind early, the same for the same seed', () => {
  const rounds = schedule({ rounds: 8, seed: 1, kinds: KINDS })
  expect(rounds.filter(({ kind }) => kind === 'often')).toHaveLength(6)
  expect(new Set(rounds.slice(0, 3).map(({ kind }) => kind)).size).toBe(2)
  expect(schedule({ rounds: 8, seed: 1, kinds: KINDS })).toEqual(rounds)
  expect(new Set(rounds.map(({ seed }) => seed)).size).toBe(8)
})

test('one round of one kind is run with the very seed that was printed', () => {
  expect(schedule({ rounds: 1, seed: 4711, kinds: [{ name: 'often', share: 3 }] })).toEqual([
    { kind: 'often', seed: 4711 },
  ])
})

test('the table adds up by kind, names what was skipped, and how to see a failure again', () => {
  const round: Ran = {
    ...{ kind: 'often', seed: 5, acknowledged: 10, unconfirmed: 1, putOff: new Map(), seconds: 2, folder: 'kept' },
    violations: [],
  }
  const failed: Ran = { ...round, seed: 6, violations: [{ kind: 'lost', what: 'order o' }] }
  const report = reportOf([round, failed], [{ kind: 'seldom', why: 'there is no C compiler' }])
  expect(report.total).toMatchObject({ rounds: 2, acknowledged: 20, lost: 1, twice: 0, unconfirmed: 2 })
  const table = tableOf(report)
  expect(table).toContain('SKIPPED seldom: there is no C compiler')
  expect(table).toContain("--rounds 1 --only 'often' --seed 6")
  expect(table).toContain('lost: order o')
})
