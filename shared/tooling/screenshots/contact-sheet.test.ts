import { expect, test } from 'vitest'
import { contactSheet } from './contact-sheet.ts'
import { createNumbering } from './shot-list.ts'

test('shows every picture once, the variants of a screen side by side', () => {
  const name = createNumbering()
  const shots = [
    name('kiosk', 'attract', ['portrait', 'ko']),
    name('kiosk', 'mine', ['portrait', 'ko']),
    name('kiosk', 'attract', ['portrait', 'en']),
  ]
  const html = contactSheet(shots)
  for (const { file } of shots) expect(html.split(`src="${file}"`)).toHaveLength(2)
  const [, attract = ''] = html.split('<h2>')
  expect(attract).toContain('kiosk-portrait-ko-01-attract.png')
  expect(attract).toContain('kiosk-portrait-en-01-attract.png')
  expect(html).toContain('3 pictures of 2 screens')
})

test('loads nothing from elsewhere', () => {
  expect(contactSheet([createNumbering()('office', 'day', ['ko'])])).not.toMatch(/https?:/)
})
