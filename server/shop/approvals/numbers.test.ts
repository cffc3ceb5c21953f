import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawNumbers } from './numbers.ts'

/** Bytes that repeat for a seed and are spread like chance. */
function bytesFrom(seed: number) {
  let drawn = 0
  return (length: number) =>
    Uint8Array.from({ length }, () => createHash('sha256').update(`${seed}:${drawn++}`).digest()[0] ?? 0)
}
const many = Array.from({ length: 2_000 }, (_, seed) => drawNumbers(bytesFrom(seed)))

test('three numbers of two digits, none beginning with 0, one of which stands on the kiosk', () => {
  for (const { number, offered } of many) {
    expect(offered).toHaveLength(3)
    for (const one of offered) expect(one).toMatch(/^[1-9]\d$/)
    expect(offered).toContain(number)
  }
})

test('no two look alike: no digit twice in one place, none turned round', () => {
  for (const { offered } of many) {
    expect(new Set(offered.map((one) => one[0])).size).toBe(3)
    expect(new Set(offered.map((one) => one[1])).size).toBe(3)
    for (const one of offered) expect(offered).not.toContain(`${one[1] ?? ''}${one[0] ?? ''}`.replace(one, ''))
  }
})

test('the right one stands in each place about as often', () => {
  const places = many.map(({ number, offered }) => offered.indexOf(number))
  for (const place of [0, 1, 2]) {
    const share = places.filter((one) => one === place).length / places.length
    expect(Math.abs(share - 1 / 3)).toBeLessThan(0.04)
  }
})
