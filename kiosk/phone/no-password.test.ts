import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const KIOSK = join(import.meta.dirname, '..')

test('[A3] neither the kiosk nor the phone’s page has a field for a password: whoever asks for one is not us', () => {
  const pages = globSync('{src,phone}/**/*.vue', { cwd: KIOSK })
  expect(pages.length).toBeGreaterThan(40)
  const askForOne = pages.filter((page) =>
    /\b(?:type|autocomplete)="[^"]*password/i.test(readFileSync(join(KIOSK, page), 'utf8')),
  )
  expect(askForOne).toEqual([])
})
