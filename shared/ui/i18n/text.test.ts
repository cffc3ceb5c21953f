import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { expect, it } from 'vitest'
import { createText, textComposable } from './text.ts'
import type { Text } from './text.ts'

const ko = { changes: '변경 {n}건', name: '{name} 님' }
const en = { changes: 'No changes | {n} change | {n} changes', name: '{name}' }
type Messages = typeof ko

/** The texts as a screen in that language gets them. */
async function textsIn(lang: 'ko' | 'en'): Promise<Text<Messages>> {
  const useText = textComposable<Messages>()
  const got: Text<Messages>[] = []
  const app = createSSRApp({
    setup() {
      got.push(useText())
      return () => ''
    },
  })
  await renderToString(app.use(createText({ ko, en }, lang)))
  const [texts] = got
  if (texts === undefined) throw new Error('nothing was rendered')
  return texts
}

it('a count is written as the reader writes numbers', async () => {
  expect((await textsIn('ko')).t('changes', { n: 12_840 })).toBe('변경 12,840건')
  expect((await textsIn('en')).t('changes', { n: 12_840 })).toBe('12,840 changes')
})

it('and chooses the form of the text', async () => {
  const { t } = await textsIn('en')
  expect([0, 1, 2].map((n) => t('changes', { n }))).toEqual(['No changes', '1 change', '2 changes'])
})

it('whatever else a text names stands as it is given', async () => {
  expect((await textsIn('ko')).t('name', { name: '12840' })).toBe('12840 님')
})
