import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const root = new URL('../../', import.meta.url)
const config = parse(readFileSync(new URL('electron-builder.yml', root), 'utf8')) as Record<string, unknown>

it("is valid against electron-builder's own schema", () => {
  const path = createRequire(import.meta.url).resolve('app-builder-lib/scheme.json')
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true })
  const validate = ajv.compile(schema)
  validate(config)
  expect(validate.errors ?? []).toEqual([])
})

it('the schema would refuse a setting that does not exist', () => {
  const path = createRequire(import.meta.url).resolve('app-builder-lib/scheme.json')
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')) as object)
  expect(validate({ ...config, asarr: true })).toBe(false)
})

it('packs as an archive, sets the fuses, rebuilds nothing and publishes nowhere', () => {
  expect(config).toMatchObject({ asar: true, npmRebuild: false, publish: null, afterPack: 'kiosk/build/fuses.mjs' })
  expect(existsSync(new URL('kiosk/build/fuses.mjs', root))).toBe(true)
})

it('starts what the bundle writes', () => {
  const { main } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { main: string }
  expect(config['extraMetadata']).toMatchObject({ main })
})

it('packs the database binary of its platform, which belongs to a workspace and would not be found', () => {
  const sets = (config['files'] as unknown[]).filter((entry) => typeof entry === 'object')
  expect(sets).toEqual([
    {
      from: 'node_modules/better-sqlite3',
      to: 'node_modules/better-sqlite3',
      filter: ['package.json', 'LICENSE', 'lib/**', 'prebuilds/${platform}-${arch}.node'],
    },
  ])
  for (const target of ['linux-x64', 'linux-arm64', 'win32-x64']) {
    expect(existsSync(new URL(`node_modules/better-sqlite3/prebuilds/${target}.node`, root))).toBe(true)
  }
})
