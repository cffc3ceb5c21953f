import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './root.ts'

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>>; readonly resolved?: string }>
  >
}
const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile

test('the lock file names the packages of every platform, so that npm ci works on each (else run complete-lock.mjs)', () => {
  const wanted = Object.values(packages).flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
  const missing = wanted.filter(
    ([name, version]) => /^\d/.test(version) && packages[`node_modules/${name}`] === undefined,
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry: whoever installs uses their own', () => {
  expect(
    Object.values(packages).flatMap(({ resolved }) => (resolved?.startsWith('http') === true ? [resolved] : [])),
  ).toEqual([])
})
