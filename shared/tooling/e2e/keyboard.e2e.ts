import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import { like, startsWith, wordsOf } from './walk-words.ts'

/** More things than any screen of the kiosk has to go through. */
const STEPS_MAX = 150
/** The width of the ring round what has the focus (recognition-ux 6.2 A13). CSS pixels. */
const RING_PX = 3
/** A screen that has not grown for so long is all there. Milliseconds. */
const SETTLED_MS = 250

/** These come and go with the place on the page, which the keyboard moves by itself. */
const OF_THE_SCROLL = new Set(['ko', 'en'].flatMap((lang) => Object.values(wordsOf(lang as Lang).kit.scroll)))

let stage: Stage
let kiosk: Page
beforeAll(async () => {
  stage = await openStage()
  kiosk = await stage.page('kiosk')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk })
})
afterAll(() => stage.close())

test.each(['ko', 'en'] as const)(
  'somebody who has only a keyboard goes from the first screen to goodbye and always sees where they are, in %s',
  (lang) => walkByKeyboard(lang),
)

/** A stranger configures, orders and leaves. Starts and ends at the attract loop, which speaks Korean. */
async function walkByKeyboard(lang: Lang): Promise<void> {
  const ko = wordsOf('ko').kiosk
  await kiosk.getByRole('button', { name: startsWith(ko.attract.start) }).waitFor({ timeout: SOON_MS })
  if (lang === 'en') await press(ko.frame.language)
  const { words, heading } = handsOn(kiosk, lang)
  await roundTrip()
  await press(startsWith(words.attract.start))
  await heading(words.home.title)
  await roundTrip()
  await press(startsWith(runner.title[lang]))
  await heading(runner.title[lang])
  await roundTrip()
  await sheetAndBack(words.configure.summary)
  await press(startsWith(titleOf(runner, 'upper', 'suede', lang)))
  await kiosk.getByText(words.configure.saved, { exact: true }).first().waitFor({ timeout: SOON_MS })
  await press(words.configure.add)
  await press(like(words.frame.cartUnits))
  await heading(words.cart.title)
  await roundTrip()
  await sheetAndBack(words.cart.order)
  await press(words.cart.order)
  await press(like(words.cart.confirm))
  await heading(words.ordered.title)
  await roundTrip()
  await press(words.frame.finish)
  await heading(words.goodbye.title)
  await press(words.goodbye.close)
  await kiosk.getByRole('button', { name: startsWith(ko.attract.start) }).waitFor({ timeout: SOON_MS })
}

/** Tabs to a button by its name and presses Enter. */
async function press(name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const { label } = await step()
    if (typeof name === 'string' ? label === name : name.test(label)) return kiosk.keyboard.press('Enter')
    passed.push(label)
  }
  throw new Error(`Tab never comes to ${String(name)}, only to: ${[...new Set(passed)].join(', ')}`)
}

/** Opens a sheet, goes round in it, and closes it with Escape: the focus is back where it was. */
async function sheetAndBack(opener: string): Promise<void> {
  await press(opener)
  const sheet = kiosk.getByRole('dialog')
  await sheet.waitFor({ timeout: SOON_MS })
  // The sheet takes the focus by itself; a Tab before that would go on from the opener.
  await expect.poll(async () => (await focused()).inDialog).toBe(true)
  const inSheet = await roundTrip()
  expect(inSheet).toBe(true)
  await kiosk.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached', timeout: SOON_MS })
  await expect.poll(async () => (await focused()).label).toBe(opener)
}

/** Tabs through everything there is and comes round to where it began. True when all of it was within a dialog. */
async function roundTrip(): Promise<boolean> {
  await drawn()
  const seen = new Map<string, Focused>()
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const now = await step()
    if (seen.has(now.id)) break
    seen.set(now.id, now)
  }
  expect(await missed([...seen.keys()])).toEqual([])
  return [...seen.values()].every(({ inDialog }) => inDialog)
}

/** Waits until nothing more comes: a long screen is drawn over several frames. */
async function drawn(): Promise<void> {
  const things = () => kiosk.locator('button, input, a[href]').count()
  let before = -1
  await expect
    .poll(
      async () => {
        const now = await things()
        const isSettled = now === before
        before = now
        return isSettled
      },
      { interval: SETTLED_MS, timeout: SOON_MS },
    )
    .toBe(true)
}

/** What can be pressed or typed into on the screen, or in the dialog over it, and was not come by. */
async function missed(seen: readonly string[]): Promise<string[]> {
  const labels = await kiosk.evaluate((ids) => {
    const open = document.querySelector('[role=dialog]') ?? document
    const able = open.querySelectorAll<HTMLElement>('button:not(:disabled), input:not(:disabled), a[href]')
    return [...able]
      .filter((one) => one.tabIndex >= 0 && one.checkVisibility() && !ids.includes(one.dataset['stop'] ?? ''))
      .map((one) => one.ariaLabel ?? one.innerText)
  }, seen)
  return labels.filter((label) => !OF_THE_SCROLL.has(label))
}

/** Presses Tab; whatever has the focus then must be seen to have it. */
async function step(): Promise<Focused> {
  await kiosk.keyboard.press('Tab')
  let now = await focused()
  // Past the last there is the browser's own frame, which a kiosk does not show.
  if (now.label === 'body') {
    await kiosk.keyboard.press('Tab')
    now = await focused()
  }
  expect(now.ringPx, `ring of ${now.label}`).toBeGreaterThanOrEqual(RING_PX)
  expect(now.hiddenBy, now.label).toBe('')
  return now
}

interface Focused {
  /** Stands for the element as long as it is on the page. */
  readonly id: string
  readonly label: string
  readonly ringPx: number
  /** What lies over the middle of it; '' where it can be seen. */
  readonly hiddenBy: string
  readonly inDialog: boolean
}

const focused = (): Promise<Focused> =>
  kiosk.evaluate(() => {
    const one = document.activeElement
    if (!(one instanceof HTMLElement)) throw new Error('nothing has the focus')
    const id = (one.dataset['stop'] ??= String(performance.now()))
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    const label = one.ariaLabel ?? one.innerText
    const box = one.getBoundingClientRect()
    const top = document.elementFromPoint(
      Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1),
      (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
    )
    return {
      id,
      label: one === document.body ? 'body' : label.replace(/\s+/g, ' ').trim(),
      ringPx: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
      hiddenBy:
        top !== null && (one.contains(top) || top.contains(one))
          ? ''
          : (top?.outerHTML.slice(0, 120) ?? 'off the screen'),
      inDialog: one.closest('[role=dialog]') !== null,
    }
  })
