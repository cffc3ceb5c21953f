import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readModel } from '../files/read.ts'
import { runModelCommand } from './command.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-model-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function run(...words: string[]) {
  const [printed, warned]: [string[], string[]] = [[], []]
  const desk = {
    folder,
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
  }
  return { code: runModelCommand(words, desk), printed, warned }
}
const file = (name: string) => join(folder, name)

describe('model new', () => {
  it('starts a family that is sound as it is', () => {
    expect(run('new', 'teapot').code).toBe(0)
    const { code, printed, warned } = run('check', 'teapot/teapot.model.yaml')
    expect([code, warned]).toEqual([0, []])
    expect(printed[0]).toBe('teapot/teapot.model.yaml: teapot version 1')
    expect(printed.join('\n')).toMatch(/8 characteristics, 15 values, 4 rules\n {2}[\d,]+ variants\n/)
  })

  it('leaves what is there alone, and refuses odd names', () => {
    run('new', 'teapot')
    expect(run('new', 'teapot')).toMatchObject({ code: 1, warned: ['There is a folder teapot already.'] })
    expect(run('new', '../teapot').code).toBe(1)
  })
})

describe('model check', () => {
  const change = (from: string, to: string) => {
    run('new', 'pot')
    const path = file('pot/pot.model.yaml')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace(from, to))
    return text.slice(0, text.indexOf(from)).split('\n').length
  }

  it('tells what is wrong by line, column and rule', () => {
    const line = change('then: handle = none', 'then: handle = nonne')
    expect(run('check', 'pot/pot.model.yaml')).toEqual({
      code: 1,
      printed: [],
      warned: [
        `pot/pot.model.yaml:${line}:20 bowl-handle: There is no value "nonne" of "handle". Did you mean "none"?`,
      ],
    })
  })

  it('tells where a rule stands that leaves no product', () => {
    const line = change(
      '  bowl-handle:\n',
      '  bowl-handle:\n    always: shape = cup and shape = jar\n    why: 왜 | Why\n\n  other:\n',
    )
    expect(run('check', 'pot/pot.model.yaml').warned).toEqual([
      `pot/pot.model.yaml:${line}:3 bowl-handle: This rule leaves no product at all.`,
    ])
  })

  it('passes a model with findings, and says where they are', () => {
    const twice = '  twice:\n    if: shape = bowl and glaze = moon\n    then: handle = none\n    why: 왜 | Why\n\n'
    const line = change('  sizes:\n', `${twice}  sizes:\n`)
    const { code, printed } = run('check', 'pot/pot.model.yaml')
    expect(code).toBe(0)
    expect(printed[1]).toBe(
      `pot/pot.model.yaml:${line}:3 twice: This rule excludes nothing that the others allow, because of bowl-handle.`,
    )
  })

  it('checks models of others for what counts there', () => {
    writeFileSync(
      file('phone.uvl'),
      'features\n\tPhone\n\t\toptional\n\t\t\tCamera\n\t\t\tRadio\nconstraints\n\tCamera => Radio\n',
    )
    const { code, printed } = run('check', 'phone.uvl')
    expect([code, printed[1]]).toEqual([0, '  3 variants'])
  })

  it('refuses files that are not there or not models, and goes on with the others', () => {
    run('new', 'pot')
    writeFileSync(file('notes.txt'), 'buy clay')
    const { code, printed, warned } = run('check', 'gone.model.yaml', 'notes.txt', 'pot/pot.model.yaml')
    expect(code).toBe(1)
    expect(warned).toHaveLength(2)
    expect(printed[0]).toContain('pot version 1')
  })
})

describe('model write', () => {
  it('prints the same model in its tidy form', () => {
    run('new', 'pot')
    const { code, printed } = run('write', 'pot/pot.model.yaml')
    expect(code).toBe(0)
    const beside = () => readFileSync(file('pot/pot.svg'), 'utf8')
    const before = readModel({ name: 'before', text: readFileSync(file('pot/pot.model.yaml'), 'utf8'), beside })
    expect(readModel({ name: 'after', text: printed.join('\n') })).toEqual(before)
  })
})

it('explains itself when it is asked for nothing', () => {
  expect(run()).toMatchObject({ code: 2, printed: [] })
  expect(run('bake', 'x').warned[0]).toContain('npm run model -- check')
})
