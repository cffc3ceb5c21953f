import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { KIOSK_LANDSCAPE, KIOSK_PORTRAIT } from './stage.ts'
import { kioskProblems } from './walk-measure.ts'
import type { Stop } from './walk-stop.ts'

/** axe leaves 'target-size' off unless WCAG 2.2 AA is named (recognition-ux 6.2). */
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What keeps people from using a screen: axe everywhere, millimetres on the kiosk both ways round. */
export async function problemsOf({ surface, page }: Stop): Promise<string[]> {
  await settled(page)
  const found = await axeProblems(page)
  if (surface !== 'kiosk') return found
  const portrait = await kioskProblems(page)
  await page.setViewportSize(KIOSK_LANDSCAPE)
  const landscape = await kioskProblems(page)
  await page.setViewportSize(KIOSK_PORTRAIT)
  const onlyLandscape = landscape.filter((problem) => !portrait.includes(problem))
  return [...found, ...portrait, ...onlyLandscape.map((problem) => `${problem} (landscape)`)]
}

/** Each problem once, with all the screens it stands on: most are one component's. */
export function gathered(problems: ReadonlyMap<string, readonly string[]>): string[] {
  const screensOf = new Map<string, string[]>()
  for (const [screen, found] of problems)
    for (const problem of found) screensOf.set(problem, [...(screensOf.get(problem) ?? []), screen])
  return [...screensOf].map(([problem, screens]) => `${problem} — ${screens.join(', ')}`)
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']
/** As much as is used here of axe in the page. */
interface Axe {
  run(options: object): Promise<{ violations: Violations }>
}

/**
 * Axe is put into a page once: its own builder does so at each look, which takes ten times as long as looking. Our pages have no
 * frames, so that one run sees all.
 */
async function axeProblems(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const violations = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: Axe }
    return (await axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })).violations
  }, WCAG_22_AA)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.any[0]?.message ?? node.html}`),
  )
}

/** The axe that Playwright's comes with. */
const PLAYWRIGHTS = createRequire(import.meta.url).resolve('@axe-core/playwright')
const AXE = readFileSync(createRequire(PLAYWRIGHTS).resolve('axe-core/axe.min.js'), 'utf8')

/** Colours and boxes that are on their way to somewhere else are not what anybody reads or presses. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(moving.map((one) => one.finished))
  })
