import { VISIT_LIMITS } from '@dangol/domain/visits/level.ts'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { freePorts } from '../free-ports.ts'
import { isReady, startChild } from '../start/child.ts'
import type { Child } from '../start/child.ts'
import { leftOn } from './leftovers.ts'
import { SOON_MS } from './shopper.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import { comeIn } from './walk-people.ts'
import { startsWith, wordsOf } from './walk-words.ts'

const words = wordsOf('ko').kiosk
const { warnAfterMs, countdownMs } = VISIT_LIMITS.L2

/** A kiosk at which somebody was recognised and went away. */
export interface Resting<Follow extends (seen: Seen) => Promise<unknown>> {
  readonly page: Page
  /** What became of it, followed from the beginning: what a kiosk says to nobody it does not say for long. */
  readonly outcome: ReturnType<Follow>
}

interface Seen {
  readonly page: Page
  /** The last touch came after this. */
  readonly sinceMs: number
  /** What of the shopper's is still on the kiosk. */
  readonly left: () => Promise<string[]>
}

/**
 * One more kiosk of the same store, where somebody is recognised and then goes away; `then` follows what it does about that.
 * Its process is added to `started`, for whoever ends it.
 */
export async function restAt<Follow extends (seen: Seen) => Promise<unknown>>(
  stage: Stage,
  started: Child[],
  o: { kioskId: string; name: string; then: Follow; words: readonly string[] },
): Promise<Resting<Follow>> {
  const url = await openKiosk(stage, started, o.kioskId)
  const here: Stage = { ...stage, floor: { ...stage.floor, urls: { ...stage.floor.urls, kiosk: url } } }
  const [page, shopper] = await Promise.all([stage.page('kiosk', { url }), comeIn(here, o.name)])
  await handsOn(page, 'ko').begin()
  const sinceMs = performance.now()
  await shopper.scan()
  await page.getByRole('heading', { name: words.mine.title }).waitFor({ timeout: SOON_MS })
  await page.getByRole('article').first().waitFor({ timeout: SOON_MS })
  const left = () => leftOn(page, stage.dataFolder, o.words)
  const outcome = o.then({ page, sinceMs, left }) as ReturnType<Follow>
  // It may fail before the test that asks for it has begun; then it fails that one.
  outcome.catch(() => undefined)
  await shopper.leave()
  return { page, outcome }
}

async function openKiosk(stage: Stage, started: Child[], kioskId: string): Promise<string> {
  const [port = 0] = await freePorts(1)
  const url = `http://127.0.0.1:${port}/`
  const env = { DANGOL_DATA: stage.dataFolder, DANGOL_KIOSK_ID: kioskId, DANGOL_KIOSK_PORT: `${port}` }
  const { store, shop } = stage.floor.urls
  const child = startChild({
    name: kioskId,
    entry: 'kiosk/browser/main.ts',
    env: { ...env, DANGOL_STORE_URL: store, DANGOL_SHOP_URL: shop, DANGOL_SIMULATOR: '1' },
  })
  started.push(child)
  expect(await isReady(url, child), child.lastWords()).toBe(true)
  return url
}

/** Is asked, shows nothing of the visit meanwhile, goes on with it at one touch, and finishes. */
export async function askedAndBack({ page, sinceMs, left }: Seen) {
  const question = page.getByRole('heading', { name: words.warning.title })
  const own = page.getByRole('heading', { name: 'Winter tone' })
  await question.waitFor({ timeout: warnAfterMs + SOON_MS })
  const askedAfterMs = performance.now() - sinceMs
  await expect.poll(() => covered(page), { timeout: SOON_MS }).toBe(true)
  await own.waitFor({ state: 'detached', timeout: SOON_MS })
  await page.getByRole('button', { name: words.warning.more }).click({ timeout: SOON_MS })
  await question.waitFor({ state: 'detached', timeout: SOON_MS })
  await own.waitFor({ timeout: SOON_MS })
  await handsOn(page, 'ko').finish()
  return { askedAfterMs, left: await left() }
}

/** Ends by itself and invites the next shopper. */
export async function leftAlone({ page, sinceMs, left }: Seen) {
  const goodbye = page.getByRole('heading', { name: words.goodbye.timeout })
  await goodbye.waitFor({ timeout: warnAfterMs + countdownMs + SOON_MS })
  const endedAfterMs = performance.now() - sinceMs
  const codes = await page.getByText(words.goodbye.code).count()
  await page.getByRole('button', { name: startsWith(words.attract.start) }).waitFor({ timeout: SOON_MS })
  return { endedAfterMs, codes, left: await left() }
}

/** Whether a question lies over the whole screen, with nothing to be seen through it or beside it. */
export function covered(page: Page): Promise<boolean> {
  return page.getByRole('alertdialog').evaluate((cover) => {
    const { top, left, right, bottom } = cover.getBoundingClientRect()
    const { backgroundColor, opacity } = getComputedStyle(cover)
    const whole = top <= 0 && left <= 0 && right >= window.innerWidth && bottom >= window.innerHeight
    const corners = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const))
    const onTop = corners.every(([x, y]) =>
      cover.contains(document.elementFromPoint(x * window.innerWidth, y * window.innerHeight)),
    )
    return whole && onTop && opacity === '1' && !/rgba|transparent|\//.test(backgroundColor)
  })
}
