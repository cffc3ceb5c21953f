import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { compileProblem } from '@dangol/domain/solver/compile/compile.ts'
import { openSolver } from '@dangol/domain/solver/open.ts'
import { errorLine } from '../files/model-error.ts'
import { readModel } from '../files/read.ts'
import type { ModelFile } from '../files/read.ts'
import { writeModel } from '../files/write/write.ts'
import { refusalText } from '../import/imported.ts'
import { modelName, readModel as readForeign } from '../import/read-model.ts'
import { checkModel } from './check-model.ts'
import { reportLines } from './print.ts'

/** Where a command stands and speaks. */
export interface Desk {
  readonly folder: string
  print(line: string): void
  warn(line: string): void
}

const USAGE = [
  'npm run model -- check FILE...   says what is wrong in model files, what nobody can reach, and how large they are;',
  '                                 of UVL, DIMACS and XCSP files (gzip too) how large they are',
  'npm run model -- write FILE      prints a model file in its tidy form, without comments',
  'npm run model -- new FAMILY      starts a family: FAMILY/FAMILY.model.yaml with a picture beside it',
]

/** Does what the words ask for. 0 when all is well, 1 when a model is refused, 2 when the words mean nothing. */
export function runModelCommand([verb, ...names]: readonly string[], desk: Desk): 0 | 1 | 2 {
  const [name] = names
  if (verb === 'check' && name !== undefined) return worst(names.map((each) => check(each, desk)))
  if (verb === 'write' && name !== undefined && names.length === 1) return write(name, desk)
  if (verb === 'new' && name !== undefined && names.length === 1) return start(name, desk)
  for (const line of USAGE) desk.warn(line)
  return 2
}

const worst = (outcomes: readonly (0 | 1)[]): 0 | 1 => (outcomes.includes(1) ? 1 : 0)

function check(name: string, desk: Desk): 0 | 1 {
  const path = resolve(desk.folder, name)
  if (!existsSync(path)) return refused([`${name}: There is no such file.`], desk)
  if (!isModelFile(name)) return checkForeign(name, path, desk)
  const file = fileAt(name, path)
  const read = readModel(file)
  if (!read.ok) return refused(read.error.errors.map(errorLine), desk)
  const report = checkModel(read.value, { isRead: true })
  const lines = reportLines(file, report)
  if (report.errors.length > 0) return refused(lines, desk)
  desk.print(`${name}: ${read.value.id} version ${read.value.version}`)
  for (const line of lines) desk.print(line)
  return 0
}

const isModelFile = (name: string): boolean => /\.ya?ml$/.test(name)

function fileAt(name: string, path: string): ModelFile {
  const beside = (other: string) => {
    const picture = join(dirname(path), other)
    return existsSync(picture) ? readFileSync(picture, 'utf8') : null
  }
  return { name, text: readFileSync(path, 'utf8'), beside }
}

/** A model of somebody else has no prices and texts: what counts is whether it compiles. */
function checkForeign(name: string, path: string, desk: Desk): 0 | 1 {
  if (modelName(path) === null)
    return refused([`${name}: This is no model file: .model.yaml, .uvl, .dimacs, .cnf or .xml.`], desk)
  const read = readForeign(path)
  if (!read.ok) return refused([refusalText(read.error)], desk)
  const { problem } = read.value
  const { compiled, figures, isVoid } = compileProblem(problem)
  const solver = isVoid ? null : openSolver(problem, compiled)
  if (solver === null) return refused([`${name}: No product fulfils all of its rules.`], desk)
  const values = problem.variables.reduce((sum, variable) => sum + variable.values.length, 0)
  const count = solver.open().count()
  const total = (of: 'nodes' | 'steps') => figures.reduce((sum, part) => sum + part[of], 0)
  desk.print(`${name}: ${problem.variables.length} variables, ${values} values, ${problem.rules.length} rules`)
  desk.print(`  ${count === null ? 'unknown' : String(count)} variants`)
  desk.print(`  ${solver.kind}: ${total('nodes')} nodes after ${total('steps')} steps`)
  return 0
}

function write(name: string, desk: Desk): 0 | 1 {
  const path = resolve(desk.folder, name)
  if (!existsSync(path)) return refused([`${name}: There is no such file.`], desk)
  const read = readModel(fileAt(name, path))
  if (!read.ok) return refused(read.error.errors.map(errorLine), desk)
  desk.print(writeModel(read.value).trimEnd())
  return 0
}

function start(family: string, desk: Desk): 0 | 1 {
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(family))
    return refused(
      [`A family is named in small letters, digits and hyphens, such as gorae-1200, not "${family}".`],
      desk,
    )
  const folder = join(desk.folder, family)
  if (existsSync(folder)) return refused([`There is a folder ${family} already.`], desk)
  const example = new URL('../files/example/', import.meta.url)
  const text = readFileSync(new URL('mug.model.yaml', example), 'utf8')
  const body = text.slice(text.indexOf('family: mug')).replace('family: mug', `family: ${family}`)
  mkdirSync(folder)
  writeFileSync(join(folder, `${family}.model.yaml`), body.replace('art: mug.svg', `art: ${family}.svg`))
  writeFileSync(join(folder, `${family}.svg`), readFileSync(new URL('mug.svg', example)))
  desk.print(`${join(basename(folder), `${family}.model.yaml`)}: change it, then npm run model -- check it`)
  return 0
}

function refused(lines: readonly string[], desk: Desk): 1 {
  for (const line of lines) desk.warn(line)
  return 1
}
