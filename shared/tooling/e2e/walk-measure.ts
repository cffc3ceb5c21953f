import type { Page } from 'playwright-core'
import { targetProblems } from './walk-boxes.ts'
import type { Target } from './walk-boxes.ts'
import { inkProblems } from './walk-ink.ts'
import type { Ink } from './walk-ink.ts'

/** A1 and A2 of recognition-ux 6.2 on a kiosk's screen as it stands, by its own pitch. One sentence for each breach. */
export async function kioskProblems(page: Page): Promise<string[]> {
  const pitchMm = await page.evaluate(() =>
    Number(getComputedStyle(document.documentElement).getPropertyValue('--pitch')),
  )
  const [targets, inks] = [await page.evaluate(targetsOf), await page.evaluate(inksOf)]
  return [...targetProblems(targets, pitchMm), ...inkProblems(inks, pitchMm)]
}

/** Runs in the page: everything that can be pressed there. */
function targetsOf(): Target[] {
  const PRESSABLE =
    'a[href], button, input, select, textarea, summary, [role="button"], [role="switch"], [role="radio"]'
  const isShown = (element: Element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    element.getClientRects().length > 0 &&
    element.closest('.sr-only, [inert], [aria-hidden="true"]') === null
  const isWhole = (element: Element, { left, top, right, bottom }: DOMRect) => {
    const isOn = (x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      return hit !== null && (element.contains(hit) || hit.contains(element))
    }
    // Inset by a rounded corner, within which nothing of the element lies.
    const inset = Math.min(20, (right - left) / 3, (bottom - top) / 3)
    return isOn(left + inset, top + 2) && isOn(right - inset, bottom - 2) && isOn(left + 2, top + inset)
  }
  return [...document.querySelectorAll(PRESSABLE)].filter(isShown).map((element) => {
    const box = element.getBoundingClientRect()
    const said = element.getAttribute('aria-label') ?? element.textContent.trim().replaceAll(/\s+/g, ' ')
    const { x, y, width, height } = box
    const what = element.getAttribute('role') ?? element.tagName.toLowerCase()
    const main = element.classList.contains('tone-main')
    return { label: `${what} "${said.slice(0, 40)}"`, x, y, width, height, main, whole: isWhole(element, box) }
  })
}

/** Runs in the page: every text that a person is meant to read there. Pictures of products and codes are drawings, not text. */
function inksOf(): Ink[] {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return []
  const heights = new Map<string, { capitalPx: number; hangulPx: number }>()
  const inkOf = (element: Element, letters: string) => {
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element)
    context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
    const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = context.measureText(letters)
    return { font: context.font, height: above + below }
  }
  const measured = (element: Element) => {
    const capital = inkOf(element, 'H')
    const known = heights.get(capital.font)
    if (known !== undefined) return known
    const found = { capitalPx: capital.height, hangulPx: inkOf(element, '한').height }
    heights.set(capital.font, found)
    return found
  }
  const isRead = (element: Element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    element.closest('svg, .sr-only, script, style, noscript') === null &&
    element.getBoundingClientRect().width > 1
  const inks: Ink[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    const element = node.parentElement
    if (text !== '' && element !== null && isRead(element)) inks.push({ text, ...measured(element) })
  }
  for (const field of document.querySelectorAll('input')) {
    const text = field.value === '' ? field.placeholder : field.value
    if (text !== '' && isRead(field)) inks.push({ text, ...measured(field) })
  }
  return inks
}
