import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS, stayBeside, untilSaved } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import { like, startsWith, wordsOf } from './walk-words.ts'

/** More things than any screen of the kiosk has to go through. */
const STEPS_MAX = 150
/** The width of the ring round what has the focus (recognition-ux 6.2 A13). CSS pixels. */
const RING_PX = 3

/** These come and go with the place on the page, which the keyboard moves by itself. */
const OF_THE_SCROLL = new Set(['ko', 'en'].flatMap((lang) => Object.values(wordsOf(lang as Lang).kit.scroll)))

let stage: Stage
let kiosk: Page
beforeAll(async () => {
  stage = await openStage()
  kiosk = await stage.page('kiosk')
  await stayBeside(kiosk)
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
  await untilSaved(kiosk)
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
  // A slow machine may still be on the way to the button when the goodbye closes by itself.
  await press(words.goodbye.close).catch(async (reason: unknown) => {
    if (await kiosk.getByRole('heading', { name: words.goodbye.title }).isVisible()) throw reason
  })
  await kiosk.getByRole('button', { name: startsWith(ko.attract.start) }).waitFor({ timeout: SOON_MS })
}

/** Tabs to a button by its name, once it is there, and presses Enter. */
async function press(name: string | RegExp): Promise<void> {
  const by = typeof name === 'string' ? { name, exact: true } : { name }
  await kiosk
    .getByRole('button', { ...by, disabled: false })
    .first()
    .waitFor({ timeout: SOON_MS })
  await focusCame()
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
  const inSheet = await roundTrip()
  expect(inSheet).toBe(true)
  await kiosk.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached', timeout: SOON_MS })
  await expect.poll(async () => (await focused()).label, { timeout: SOON_MS }).toBe(opener)
}

/** A sheet takes the focus by itself; a Tab before that would go on from behind it. */
async function focusCame(): Promise<void> {
  const isWithin = () =>
    kiosk.evaluate(() => document.querySelector('[role=dialog]')?.contains(document.activeElement) ?? true)
  await expect.poll(isWithin, { timeout: SOON_MS }).toBe(true)
}

/**
 * Tabs through everything there is and comes round to where it began; once more, where something came to the screen meanwhile.
 * True when all of it was within a dialog.
 */
async function roundTrip(): Promise<boolean> {
  await focusCame()
  let isInDialog = false
  const missedOnTheWay = async () => {
    const seen = await goRound()
    isInDialog = [...seen.values()].every(({ inDialog }) => inDialog)
    return missed([...seen.keys()])
  }
  await expect.poll(missedOnTheWay, { timeout: SOON_MS * 2 }).toEqual([])
  return isInDialog
}

async function goRound(): Promise<Map<string, Focused>> {
  const seen = new Map<string, Focused>()
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const now = await step()
    if (seen.has(now.id)) break
    seen.set(now.id, now)
  }
  return seen
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
  if (unseen(now) === '') return now
  const look = async () => unseen((now = await focused()))
  await expect.poll(look, { timeout: SOON_MS, message: now.label }).toBe('')
  return now
}

/** What keeps somebody from seeing that this has the focus; '' for nothing. */
const unseen = ({ ringPx, hiddenBy }: Focused): string => (ringPx < RING_PX ? `a ring of ${ringPx} pixels` : hiddenBy)

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
