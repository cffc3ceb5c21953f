import { expect, test } from 'vitest'
import { createNumbering } from './shot-list.ts'

test('numbers the stops of each surface in the order of the way', () => {
  const name = createNumbering()
  expect(name('kiosk', 'attract', ['portrait', 'ko']).file).toBe('kiosk-portrait-ko-01-attract.png')
  expect(name('phone', 'sign-in', ['ko']).file).toBe('phone-ko-01-sign-in.png')
  expect(name('kiosk', 'mine', ['portrait', 'ko']).file).toBe('kiosk-portrait-ko-02-mine.png')
})

test('gives a screen the same number in every orientation and language', () => {
  const name = createNumbering()
  name('kiosk', 'attract', ['portrait', 'ko'])
  const mine = name('kiosk', 'mine', ['portrait', 'ko'])
  expect(mine).toEqual({
    file: 'kiosk-portrait-ko-02-mine.png',
    surface: 'kiosk',
    stop: 'mine',
    variant: 'portrait ko',
  })
  expect(name('kiosk', 'mine', ['landscape', 'en']).file).toBe('kiosk-landscape-en-02-mine.png')
})
