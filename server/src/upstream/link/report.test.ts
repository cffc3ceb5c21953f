import { expect, it } from 'vitest'
import { sayDryRun, sayProbe } from './report.ts'
import { healthy } from './testing/fake-connector.ts'

it('says that a link may run, and what the shop is', () => {
  expect(sayProbe('shop.example', healthy({ clockOffsetMs: -1_500 }))).toEqual({
    isFine: true,
    text: 'shop.example · version 3.7.3 · its clock is 1.5 s behind\nNothing stands against the link.\n',
  })
})

it('[U10] names everything that stands against it, in words with what it is about', () => {
  const problems = [
    { code: 'field' as const, detail: 'Order.externalRef' },
    { code: 'credentials' as const, detail: '401' },
  ]
  const report = sayProbe('shop.example', healthy({ problems }))
  expect(report.isFine).toBe(false)
  expect(report.text).toContain('- A field that the link file names is not in the shop: Order.externalRef\n')
  expect(report.text).toContain("- The shop does not accept the store's key: 401\n")
})

it('a shop that does not answer is no shop that is fine', () => {
  expect(sayProbe('shop.example', { kind: 'unreachable', why: 'TimeoutError' })).toEqual({
    isFine: false,
    text: 'shop.example did not answer: TimeoutError\n',
  })
})

it('prints what the store would make of a few records, and what it would set aside', () => {
  const report = sayDryRun('shop.example', {
    problems: [],
    samples: [{ feed: 'orders', id: '7', fields: [{ field: 'total', value: '129,000 KRW' }] }],
    unusable: [{ feed: 'orders', id: '8', reason: 'money', detail: '12.345' }],
  })
  expect(report.isFine).toBe(true)
  expect(report.text.split('\n')).toEqual([
    'shop.example',
    'Nothing stands against the link.',
    '1 records were read; none was kept.',
    '',
    'orders 7',
    '  total            129,000 KRW',
    '',
    '1 would be set aside:',
    '  orders 8: an amount that is not exact (12.345)',
    '',
  ])
})
