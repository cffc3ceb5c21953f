import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSolver } from '@dangol/domain/solver/open.ts'
import type { Session } from '@dangol/domain/solver/session.ts'
import { cnfOf } from './cnf.ts'
import { judgeOf, seekDeadEnds } from './dead-ends.ts'
import { judgeExactness } from './exactness.ts'
import { modelsOf, readSequences } from './models.ts'
import { openLogicSolver } from './peers/logic-solver.ts'
import { seededPrices } from './questions.ts'
import { race } from './race.ts'
import { replaySales } from './sales.ts'
import { Choices, randomSessions, recordedSessions } from './sessions.ts'
import { compileSubject, openSubject, sizeOf } from './subject.ts'
import type { Subject } from './subject.ts'

const bicycle = `features
  bicycle
    mandatory
      frame
        alternative
          steel
          carbon
    optional
      motor
      basket
constraints
  motor => steel
  basket => steel
`
const car = `<instance><domains><domain name="D">0 1 2</domain></domains>
<variables><variable name="v1" domain="D"/><variable name="v2" domain="D"/></variables>
<relations><relation name="r" semantics="supports">0 0|1 1|2 2|0 1</relation></relations>
<constraints><constraint name="roof fits body" scope="v1 v2" reference="r"/></constraints></instance>`

describe('a folder of models', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dangol-bench-'))
    mkdirSync(join(folder, 'sequences'))
    written('bicycle.uvl', bicycle)
    written('car_rules.xml.gz', gzipSync(car))
    written('car_brut.csv.gz', gzipSync('nombre,v1,v2\n3,0,1\n2,1,0\n1,2,7\n4,2,2\n'))
    written('notes.md', 'no model')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const written = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  const subjectOf = (name: string) => openSubject({ kind: 'file', path: join(folder, name) })
  const sessionOf = (subject: Subject): Session => {
    const solver = openSolver(subject.problem, compileSubject(subject).compiled)
    if (solver === null) throw new Error('void')
    return solver.open()
  }
  const sumOf = (subject: Subject, sequences: [string, string][][]): number | null => {
    const played = recordedSessions(subject, { sequences })
    if (played === null) return null
    const session = sessionOf(subject)
    const choices = new Choices(subject)
    let sum = 0
    for (const decision of played.sessions.flat()) {
      choices.take(decision)
      session.restrict(decision.variable, decision.values)
      sum += played.count(choices.within(session.possible()))
    }
    return sum
  }

  it('lists models with the sessions and sales beside them, by the start of their names', () => {
    written('sequences/car.json', JSON.stringify({ sequences: [[['v1', '0']]] }))
    expect(modelsOf(folder)).toEqual([
      { path: join(folder, 'bicycle.uvl'), name: 'bicycle', sequences: null, sales: null },
      {
        path: join(folder, 'car_rules.xml.gz'),
        name: 'car_rules',
        sequences: join(folder, 'sequences/car.json'),
        sales: join(folder, 'car_brut.csv.gz'),
      },
    ])
    expect(readSequences(join(folder, 'sequences/car.json')).sequences).toEqual([[['v1', '0']]])
  })

  it('tells two files of one model apart by their kind', () => {
    written('bicycle.dimacs', 'p cnf 1 0\n')
    expect(modelsOf(folder).map(({ name }) => name)).toEqual(['bicycle.dimacs', 'bicycle.uvl', 'car_rules'])
  })

  it('sums options by variables, or by features where the sessions name features', () => {
    const subject = subjectOf('bicycle.uvl')
    // With the motor: bicycle, frame, steel and motor are there, carbon is not, the basket may be.
    expect(sumOf(subject, [[['motor', '1']]])).toBe(5 + 2)
    expect(
      sumOf(subject, [
        [
          ['motor', '1'],
          ['alt:frame', 'steel'],
        ],
      ]),
    ).toBe(4 + 4)
    expect(sumOf(subject, [[['steel', '1']]])).toBe(1 + 1 + 1 + 1 + 2 + 2)
    expect(sumOf(subject, [[['steel', '0']]])).toBe(1 + 1 + 1 + 1 + 1 + 1)
    expect(sumOf(subject, [[['saddle', '1']]])).toBeNull()
  })

  it('plays the same sessions for the same seed, and peers see the same options', async () => {
    const subject = subjectOf('bicycle.uvl')
    const session = sessionOf(subject)
    const played = randomSessions(subject, session, 5, 7)
    expect(randomSessions(subject, session, 5, 7).sessions).toEqual(played.sessions)
    expect(randomSessions(subject, session, 5, 8).sessions).not.toEqual(played.sessions)
    const peer = openLogicSolver(cnfOf(subject.problem), 10_000)
    const result = await race(subject, session, played, { peer, limitMs: 10_000 })
    expect(result).toMatchObject({ sessions: 5, disagreements: 0, gaveUp: null })
    expect(result.ms).toHaveLength(played.sessions.flat().length)
  })

  it('notices an engine that shows too much or hides something', async () => {
    const subject = subjectOf('bicycle.uvl')
    const session = sessionOf(subject)
    const wrong: Session = Object.assign(Object.create(session) as Session, {
      restrict: session.restrict.bind(session),
      clear: session.clear.bind(session),
      possible: () => session.possible().map((each, slot) => (slot === 0 ? 1 - each : each)),
      conflict: () => [],
      repairs: () => [],
      bounds: session.bounds.bind(session),
    })
    const played = randomSessions(subject, session, 5, 7)
    const peer = openLogicSolver(cnfOf(subject.problem), 10_000)
    expect((await race(subject, wrong, played, { peer, limitMs: 10_000 })).disagreements).toBeGreaterThan(0)
    const judges = { sat: peer, clingo: null, cost: seededPrices(subject, 1), limitMs: 10_000, seed: 1 }
    const { differences } = await judgeExactness(subject, wrong, played, judges)
    expect(differences.join()).toMatch(/wrongly/)
    expect(differences.join()).toMatch(/conflict|repair/)
    expect((await judgeExactness(subject, session, played, judges)).differences).toEqual([])
  })

  it('finds no dead end where there is none, and judges products by the rules', () => {
    const subject = subjectOf('car_rules.xml.gz')
    const cost = seededPrices(subject, 1)
    const found = seekDeadEnds(subject, sessionOf(subject), { decisions: 50, limitMs: 5000, seed: 1, cost })
    expect(found.found).toBe(0)
    expect(found.decisions).toBeGreaterThanOrEqual(50)
    const judge = judgeOf(subject.problem)
    expect([judge(Int32Array.of(0, 1)), judge(Int32Array.of(1, 0))]).toEqual([true, false])
  })

  it('accepts sold products or names the rule that refuses them', () => {
    const subject = subjectOf('car_rules.xml.gz')
    expect(replaySales(subject, sessionOf(subject), join(folder, 'car_brut.csv.gz'))).toEqual({
      rows: 4,
      sales: 10,
      acceptedRows: 2,
      acceptedSales: 7,
      unknownValue: 1,
      byRule: new Map([['roof fits body', 1]]),
      unexplained: 0,
    })
  })

  it('knows the sizes that promises are made for', () => {
    expect(sizeOf({ kind: 'file', path: '' }, subjectOf('bicycle.uvl'))).toBe('other')
    const many = {
      ...subjectOf('bicycle.uvl'),
      features: new Map(Array.from({ length: 18_000 }, (_, at) => [`f${at}`, null])),
    }
    expect(sizeOf({ kind: 'file', path: '' }, many)).toBe('large features')
  })
})
