import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Everything a browser keeps for a page, as text, place by place. */
export async function everythingKept(page: Page): Promise<Record<string, string>> {
  const inPage = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const cacheNames = await caches.keys()
    const cached = await Promise.all(
      cacheNames.map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)),
    )
    const typed = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(
      (field) => field.value,
    )
    return {
      DOM: document.documentElement.outerHTML,
      'typed text': typed.join('\n'),
      localStorage: JSON.stringify(Object.entries(localStorage)),
      sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
      IndexedDB: JSON.stringify(databases),
      caches: JSON.stringify({ cacheNames, cached }),
      'window.name': window.name,
      'history state': JSON.stringify(history.state ?? null),
      'addresses loaded': JSON.stringify(performance.getEntriesByType('resource').map((entry) => entry.name)),
    }
  })
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return { ...inPage, cookies: JSON.stringify(await page.context().cookies()), history: JSON.stringify(entries) }
}

/** The files of the kiosk host on disk, as text. */
export function kioskFiles(dataFolder: string): Record<string, string> {
  const names = readdirSync(dataFolder).filter((name) => name.startsWith('kiosk-'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dataFolder, name), 'utf8')]))
}

/** Which of the words are still where, as 'place: word'; empty when nothing is left. */
export function findLeftovers(places: Record<string, string>, words: readonly string[]): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    words.filter((word) => text.includes(word)).map((word) => `${place}: ${word}`),
  )
}

/** The same of a kiosk's screen and of what its host keeps on the disk. */
export const leftOn = async (page: Page, dataFolder: string, words: readonly string[]): Promise<string[]> =>
  findLeftovers({ ...(await everythingKept(page)), ...kioskFiles(dataFolder) }, words)
