import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { Random } from '@dangol/domain/chance/random.ts'
import { problemOf } from '@dangol/domain/configurations/problem-of.ts'
import { compileProblem } from '@dangol/domain/solver/compile/compile.ts'
import { encodeCompiled } from '@dangol/domain/solver/diagram/bytes.ts'
import { openStage } from '@dangol/tooling/e2e/stage.ts'
import { wake } from '@dangol/tooling/e2e/walk-kiosk-hands.ts'
import type { KioskHands } from '@dangol/tooling/e2e/walk-kiosk-hands.ts'
import { demoModels } from '../../server/shop/demo/demo.ts'
import { quantiles, round, target } from '../report.ts'
import type { Bench } from '../report.ts'
import { pressesOf, startStopwatch, timeToFirstPaint } from './stopwatch.ts'
import type { Press } from './stopwatch.ts'

const FAMILY = 'gorae-1200'
/** A kiosk's processor is slower than the one of whoever measures. */
const SLOW_DOWN = 4
/** One frame at 60 Hz, in milliseconds. */
const FRAME_MS = 1000 / 60
/** Touches before the measured ones: a kiosk has been running since morning. */
const WARM_UP = 30
const OPENINGS = 5
const TOUCHES_PER_STEP = 5
/** Faster than anybody touches one thing after another. */
const BETWEEN_TOUCHES_MS = 250

/**
 * The demonstration's motorcycle on a kiosk in Chromium with the processor slowed down: from the finger to the painted answer,
 * and from the family's card to the first painted configurator. Options: touches, seed, slow (factor).
 */
export const bench: Bench = async (options, say) => {
  const touches = Number(options['touches'] ?? 200)
  const slow = Number(options['slow'] ?? SLOW_DOWN)
  const random = new Random(Number(options['seed'] ?? 1))
  say('opening a store with a kiosk ...')
  const stage = await openStage()
  try {
    const page = await stage.page('kiosk')
    const hands = await wake(page, 'ko')
    await hands.begin()
    const { bytes, gzipped } = artefact()
    const inspector = await page.context().newCDPSession(page)
    await inspector.send('Emulation.setCPUThrottlingRate', { rate: slow })
    const first = await firstPaints(hands, say)
    await hands.open(FAMILY)
    const floor = await emptyTouches(page, 50, slow)
    say(`touching ${touches} values at ${slow} times slower ...`)
    await startStopwatch(page)
    await touchValues(page, WARM_UP, random)
    await pressesOf(page)
    const answered = await touchValues(page, touches, random)
    return {
      name: 'touch',
      figures: {
        slowDown: slow,
        touches: answered.length,
        ...spread('touch', answered),
        ...spread('floorEmptyTouch', floor),
        overTheFloorP50: round(quantiles(workOf(answered)).p50 / quantiles(workOf(floor)).p50),
        firstPaintColdMs: round(first[0] ?? Number.NaN),
        firstPaintWarmP50Ms: quantiles(first.slice(1)).p50,
        compiledBytes: bytes,
        compiledGzipBytes: gzipped,
      },
      targets: [
        target(
          'touch to painted answer without the wait for the display, p99',
          'ms',
          quantiles(workOf(answered)).p99,
          FRAME_MS,
          'lower',
        ),
        target('first paint of the configurator, coldest', 'ms', Math.max(...first), 200, 'lower'),
        target('compiled model, compressed', 'bytes', gzipped, 1_000_000, 'lower'),
      ],
    }
  } finally {
    await stage.close()
  }
}

const workOf = (presses: readonly Press[]): number[] => presses.map(({ work }) => work)

function spread(name: string, presses: readonly Press[]): Record<string, number> {
  const work = quantiles(workOf(presses))
  const shown = quantiles(presses.map(({ shownAfter }) => shownAfter))
  return {
    [`${name}WorkP50Ms`]: work.p50,
    [`${name}WorkP99Ms`]: work.p99,
    [`${name}WorkMaxMs`]: work.max,
    [`${name}ShownAfterP50Ms`]: shown.p50,
    [`${name}ShownAfterP99Ms`]: shown.p99,
  }
}

/** What a kiosk loads for the family, plain and compressed. */
function artefact(): { bytes: number; gzipped: number } {
  const model = demoModels.find(({ id }) => id === FAMILY)
  if (model === undefined) throw new Error(`the demonstration has no family ${FAMILY}`)
  const bytes = encodeCompiled(compileProblem(problemOf(model).problem).compiled)
  return { bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length }
}

/** Opens the configurator from home several times; the first time is the coldest. */
async function firstPaints(hands: KioskHands, say: (line: string) => void): Promise<number[]> {
  say('opening the configurator ...')
  const times: number[] = []
  for (let round = 0; round < OPENINGS; round++) {
    times.push(await timeToFirstPaint(hands.page, '.configure', () => hands.open(FAMILY)))
    await hands.bar(hands.words.frame.home)
    await hands.heading(hands.words.home.title)
  }
  return times
}

/** Presses on a button that does nothing: what the browser itself takes from finger to frame. */
async function emptyTouches(page: Page, count: number, slow: number): Promise<Press[]> {
  const empty = await page.context().newPage()
  await empty.setContent('<button style="width:200px;height:200px">nothing</button>')
  const inspector = await page.context().newCDPSession(empty)
  await inspector.send('Emulation.setCPUThrottlingRate', { rate: slow })
  await startStopwatch(empty)
  await empty.mouse.move(100, 100)
  for (let n = 0; n < count; n++) {
    await empty.mouse.click(100, 100)
    await empty.waitForTimeout(BETWEEN_TOUCHES_MS)
  }
  const times = await pressesOf(empty)
  await empty.close()
  return times
}

/**
 * Chooses values that are open, here and there on the screen, and moves on to another group now and then. Only presses that
 * choose something are timed.
 */
async function touchValues(page: Page, count: number, random: Random): Promise<Press[]> {
  const times: Press[] = []
  while (times.length < count) {
    await nextStep(page, random)
    for (let n = 0; n < TOUCHES_PER_STEP; n++) {
      const at = await openValue(page, random.unit())
      if (at === null) break
      // A finger does not hover: what the mouse does on its way is over before it presses.
      await page.mouse.move(at.x, at.y)
      await page.waitForTimeout(BETWEEN_TOUCHES_MS)
      await pressesOf(page)
      await page.mouse.click(at.x, at.y)
      // The answer's frame, and whatever it starts afterwards, is over before the next finger comes.
      await page.waitForTimeout(BETWEEN_TOUCHES_MS)
      times.push(...(await pressesOf(page)))
    }
  }
  return times
}

/**
 * Where to press one of the values of this step that are open, brought into sight where it is not; null where none is. Found
 * by hand, because a locator that presses watches every event on its way, and that would be timed with it.
 */
function openValue(page: Page, which: number): Promise<{ x: number; y: number } | null> {
  return page.evaluate((share) => {
    const open = [...document.querySelectorAll('.configure .tile.open')]
    const tile = open[Math.floor(share * open.length)]
    tile?.scrollIntoView({ block: 'center' })
    const box = tile?.getBoundingClientRect()
    if (!tile || !box) return null
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    return tile.contains(document.elementFromPoint(at.x, at.y)) ? at : null
  }, which)
}

/** To the step before or after; the first and the last have only one of them. */
async function nextStep(page: Page, random: Random): Promise<void> {
  const ways = page.locator('.configure nav.steps .k-icon-button:enabled')
  const among = await ways.count()
  if (among > 0) await ways.nth(random.below(among)).click()
  await page.waitForTimeout(BETWEEN_TOUCHES_MS)
}
