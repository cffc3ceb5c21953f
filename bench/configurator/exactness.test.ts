import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openSolver } from '@dangol/domain/solver/open.ts'
import type { Session } from '@dangol/domain/solver/session.ts'
import { cnfOf } from './cnf.ts'
import { judgeExactness } from './exactness.ts'
import { modelsOf, readSequences } from './models.ts'
import { Clingo, hasClingo } from './peers/clingo.ts'
import { openLogicSolver } from './peers/logic-solver.ts'
import { seededPrices } from './questions.ts'
import { replaySales } from './sales.ts'
import { Choices, randomSessions, recordedSessions } from './sessions.ts'
import { compileSubject, openSubject } from './subject.ts'
import type { Subject } from './subject.ts'

/** Folder of published models; without it these tests pass and say that nothing was looked at. */
const folder = process.env['DANGOL_CONFIGURATOR_DATA'] ?? ''
const models = existsSync(folder) ? modelsOf(folder) : []

/** Products as published, or as counted by two engines where nobody published; a number of digits where only that is known. */
const PRODUCTS: Readonly<Record<string, bigint | number>> = {
  renault_small: 172_056n,
  renault_medium: 278_744n,
  renault_big: 24_566_537_954_855_761_920_000n,
  renault_megane_111of113: 7_445_949_334_016n,
  financialservices01: 97_451_212_554_676n,
  automotive01: 211,
  automotive02_1: 1261,
  automotive02_4: 1535,
}
/** Rows and sales that the rules allow. */
const SALES: Readonly<Record<string, readonly [rows: number, sales: number]>> = {
  renault_medium: [4684, 8252],
  renault_small: [564, 710],
  renault_big: [4067, 8335],
}
const known = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.entries(table).find(
    ([key]) => name.replace(/\.\w+$/, '') === key || name.startsWith(`${key}_contraintes`),
  )?.[1]

const SESSIONS = 4
const LIMIT_MS = 20_000

/** Sum over the first 20 recorded sessions; what the file says itself where its sessions are of another form of the model. */
function recordedSum(subject: Subject, session: Session, sequences: string): number | undefined {
  const beside = readSequences(sequences)
  const recorded = recordedSessions(subject, beside)
  if (recorded === null || beside.checksumFirst20 === undefined) return beside.checksumFirst20
  let sum = 0
  for (const decisions of recorded.sessions.slice(0, 20)) {
    const choices = new Choices(subject)
    session.clear()
    for (const decision of decisions) {
      choices.take(decision)
      session.restrict(decision.variable, decision.values)
      sum += recorded.count(choices.within(session.possible()))
    }
  }
  return sum
}

describe('published models', () => {
  it('are looked at where their folder is given in DANGOL_CONFIGURATOR_DATA', () => {
    if (models.length === 0) console.warn('DANGOL_CONFIGURATOR_DATA names no folder of models: nothing was compared')
    expect(models.map(({ name }) => name)).toEqual([...new Set(models.map(({ name }) => name))])
  })

  for (const { name, path, sequences, sales } of models) {
    it(`${name} answers as independent engines and publications do`, { timeout: 300_000 }, async () => {
      const subject = openSubject({ kind: 'file', path })
      const session = openSolver(subject.problem, compileSubject(subject).compiled)?.open()
      if (session === undefined) throw new Error('no solution')
      const count = session.count()
      const products = known(PRODUCTS, name)
      if (typeof products === 'bigint' && count !== null) expect(count).toBe(products)
      if (typeof products === 'number' && count !== null) expect(`${count}`).toHaveLength(products)

      if (sequences !== null)
        expect(recordedSum(subject, session, sequences)).toBe(readSequences(sequences).checksumFirst20)

      const played = randomSessions(subject, session, SESSIONS, 11)
      const cnf = cnfOf(subject.problem)
      const sat = openLogicSolver(cnf, LIMIT_MS)
      const clingo = hasClingo() ? new Clingo(cnf) : null
      const cost = seededPrices(subject, 3)
      const { differences } = await judgeExactness(subject, session, played, {
        sat,
        clingo,
        cost,
        limitMs: LIMIT_MS,
        seed: 5,
      })
      clingo?.close()
      expect(differences).toEqual([])

      if (sales === null) return
      const replayed = replaySales(subject, session, sales)
      expect(replayed.unexplained).toBe(0)
      const allowed = known(SALES, name)
      if (allowed !== undefined) expect([replayed.acceptedRows, replayed.acceptedSales]).toEqual(allowed)
    })
  }
})
