import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHROMIUM_ARGS, DISABLED_FEATURES } from './chromium.ts'
import { ROOT } from './root.ts'

test('turns off what Playwright turns off, whose list is overruled by ours', () => {
  const bundle = readFileSync(join(ROOT, 'node_modules/playwright-core/lib/coreBundle.js'), 'utf8')
  const list = /disabledFeatures = \[(.*?)\]/s.exec(bundle)?.[1] ?? ''
  const playwrights = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name)
  expect(playwrights.length).toBeGreaterThan(10)
  expect(DISABLED_FEATURES).toEqual(expect.arrayContaining(playwrights))
  expect(CHROMIUM_ARGS.filter((arg) => arg.startsWith('--disable-features='))).toHaveLength(1)
})
