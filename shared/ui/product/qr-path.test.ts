import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrPath } from './qr-path.ts'

test('the path draws exactly the dark modules, inside four modules of quiet', () => {
  const text = 'RM1.eyJrIjoiYSJ9.0123456789'
  const { d, size } = qrPath(text)
  const { data } = encode(text, { ecc: 'M', border: 4 })
  const drawn = data.map((row) => row.map(() => false))
  for (const [, x, y, length] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(length))
  }
  expect(drawn).toEqual(data)
  expect(size).toBe(data.length)
  expect(data.slice(0, 4).flat().some(Boolean)).toBe(false)
})
