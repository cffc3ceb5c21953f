import { expect, it } from 'vitest'
import { keptForOf } from './kept-for.ts'

it.each([
  ['24 h, then deleted', [{ key: 'hours', n: 24 }]],
  ['732 days, then deleted', [{ key: 'days', n: 732 }]],
  [
    '24 h, then reduced to a count; 400 days, then deleted',
    [
      { key: 'hoursReduced', n: 24 },
      { key: 'days', n: 400 },
    ],
  ],
  ['the relation; erased with the customer', [{ key: 'relation', n: 0 }]],
  ['until the visit ends', [{ key: 'visit', n: 0 }]],
  ['for as long as the moon shines', [{ text: 'for as long as the moon shines' }]],
])('reads %j', (text, parts) => {
  expect(keptForOf(text)).toEqual(parts)
})
