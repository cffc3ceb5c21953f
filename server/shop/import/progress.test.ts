import { expect, test } from 'vitest'
import { plain } from './progress.ts'

test('without a terminal there is one plain line for each tenth', () => {
  const lines: string[] = []
  const progress = plain((line) => lines.push(line))
  progress.begin('Loading', 1000)
  for (let done = 0; done <= 350; done += 5) progress.at(done)
  progress.end()
  expect(lines).toEqual(['Loading: 10 %', 'Loading: 20 %', 'Loading: 30 %', 'Loading: done'])
})
