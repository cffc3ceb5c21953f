import { expect, test } from 'vitest'
import { applyDisplay, PLAIN_DISPLAY } from './display.ts'

test('settings land where the theme reads them, and the plain ones take everything back', () => {
  const properties = new Map<string, string>()
  const root = {
    dataset: {},
    style: { setProperty: (name: string, value: string) => void properties.set(name, value) },
  }
  applyDisplay(root, { scale: 2, contrast: 'high', motion: 'still' }, 0.369)
  expect(Object.fromEntries(properties)).toEqual({ '--pitch': '0.369', '--kx': '2' })
  expect(root.dataset).toEqual({ contrast: 'high', motion: 'still' })
  applyDisplay(root, PLAIN_DISPLAY, 0.369)
  expect(properties.get('--kx')).toBe('1')
  expect(root.dataset).toEqual({ contrast: 'normal', motion: 'normal' })
})
