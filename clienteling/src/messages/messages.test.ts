import { REQUESTS, TRANSPORT_REFUSALS } from '@dangol/protocol/requests.ts'
import { textPaths, textPlaces } from '@dangol/ui/i18n/text.ts'
import type { MessageTree } from '@dangol/ui/i18n/text.ts'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { ko } from './ko.ts'

const paths = textPaths(ko)
const textAt = (tree: MessageTree, path: string): string => {
  const found = path.split('.').reduce<MessageTree | string>((node, key) => (node as MessageTree)[key] ?? '', tree)
  return typeof found === 'string' ? found : ''
}

describe('the texts of the staff screens', () => {
  it('are the same ones in both languages', () => {
    expect(textPaths(en).sort()).toEqual([...paths].sort())
  })

  it('are written, every one, and fill the same places in both languages', () => {
    const places = (tree: MessageTree, path: string) => textPlaces(textAt(tree, path)).filter((place) => place !== 'n')
    const broken = paths.filter(
      (path) =>
        textAt(ko, path).trim() === '' ||
        textAt(en, path).trim() === '' ||
        places(ko, path).join() !== places(en, path).join(),
    )
    expect(broken).toEqual([])
  })

  it('say no key with a dot, which would be read as a path', () => {
    const keys = paths.flatMap((path) => path.split('.'))
    expect(keys.every((key) => /^[\w-]+$/.test(key))).toBe(true)
  })

  it('explain every refusal that a tablet or the office can meet', () => {
    const met = Object.values(REQUESTS)
      .filter(({ from }) => from.some((kind) => kind !== 'kiosk'))
      .flatMap(({ refusals }): readonly string[] => refusals)
      .filter((code) => code !== 'not-entitled')
    const unexplained = [...met, ...TRANSPORT_REFUSALS, 'unavailable'].filter((code) => !(code in ko.refusal))
    expect(unexplained).toEqual([])
  })
})
