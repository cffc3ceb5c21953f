import { textAt } from '@dangol/ui/i18n/text.ts'
import { expect, test } from 'vitest'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { titleOf } from './page-title.ts'

test('every view is called something of its own in both languages', () => {
  const kinds = ['sign-in', 'shelf', 'create', 'code', 'orders', 'account', 'claim', 'approve'] as const
  for (const words of [ko, en]) {
    const titles = kinds.map((kind) => textAt(words, titleOf(kind)))
    expect(new Set(titles).size).toBe(kinds.length)
  }
})
