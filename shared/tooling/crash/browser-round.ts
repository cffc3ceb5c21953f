import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import { until } from '@dangol/client/testing/until.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { CHROMIUM_ARGS } from '../chromium.ts'
import type { Violation } from './check/judge.ts'
import type { Screen } from './load/screen.ts'
import { toldIn, touchAlong, untouched } from './load/shopper.ts'
import type { Goods } from './load/shopping.ts'
import { openMachines, readyFor } from './machines.ts'
import type { MachinesOptions } from './machines.ts'
import { NEVER_MS } from './patience.ts'
import type { RoundResult } from './round.ts'

/** A visit that nobody touches ends while a slow machine starts a browser. Milliseconds. */
const TOUCH_EVERY_MS = 5_000
const PORTRAIT = { width: 1080, height: 1920 }

interface BrowserRoundOptions extends MachinesOptions {
  readonly goods: Goods
  readonly seed: number
  /** Path of a Chromium. */
  readonly chromium: string
}

/**
 * One round of a kiosk whose browser is killed in the middle of a visit: the host has the visit still, a new browser goes
 * on in it, with all that was told as done. The touches come over the same bridge as the page's own.
 */
export async function runBrowserRound(o: BrowserRoundOptions): Promise<RoundResult> {
  const startedAt = performance.now()
  const random = new Random(o.seed)
  const machine = await openMachines(o, random)
  const touched = untouched()
  const violations: Violation[] = []
  const hands = await machine.screen()
  const staying = setInterval(() => stay(hands), TOUCH_EVERY_MS)
  let browser: KioskPage | null = null
  try {
    await readyFor(hands)
    browser = await openKioskPage(o.chromium, machine.kioskUrl)
    await touchAwake(browser.page)
    for (let kills = random.between(1, 2); kills > 0; kills--) {
      const over = new AbortController()
      const before = toldIn(touched)
      const touching = touchAlong({ screen: hands, goods: o.goods, random, touched, until: over.signal })
      await pause(random.between(300, 1_500))
      await until(() => toldIn(touched) > before, 'a first touch to be told', NEVER_MS)
      await browser.kill()
      await pause(random.between(0, 600))
      over.abort()
      await touching
      const visit = hands.state()?.visit ?? null
      browser = await openKioskPage(o.chromium, machine.kioskUrl)
      violations.push(...(await shows(browser.page, visit, touched.told.get('carts:add') ?? 0, o.folder)))
    }
  } finally {
    clearInterval(staying)
    hands.close()
    await browser?.kill()
    await machine.close()
  }
  return {
    ...{ seed: o.seed, folder: o.folder, violations, unconfirmed: 0, putOff: new Map() },
    acknowledged: toldIn(touched),
    seconds: (performance.now() - startedAt) / 1_000,
  }
}

function stay(hands: Screen): void {
  const epoch = hands.state()?.visit?.epoch
  if (epoch !== undefined) void hands.ask('visit:activity', { epoch })
}

interface KioskPage {
  readonly page: Page
  /** SIGKILL to the browser and everything it started. */
  kill(): Promise<void>
}

async function openKioskPage(executablePath: string, url: string): Promise<KioskPage> {
  const server = await chromium.launchServer({ executablePath, args: [...CHROMIUM_ARGS], timeout: NEVER_MS })
  const browser: Browser = await chromium.connect(server.wsEndpoint())
  const context = await browser.newContext({ locale: 'ko-KR', viewport: PORTRAIT, timezoneId: 'Asia/Seoul' })
  const page = await context.newPage()
  await page.goto(`${url}/`, { timeout: NEVER_MS })
  return { page, kill: () => server.kill() }
}

async function touchAwake(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: /화면을 눌러 시작하세요/ })
  await start.click({ timeout: NEVER_MS })
  await start.waitFor({ state: 'hidden', timeout: NEVER_MS })
}

/** The new page is in the visit that was, with every unit that was told as put into the cart. */
async function shows(page: Page, visit: KioskVisit | null, added: number, folder: string): Promise<Violation[]> {
  if (visit === null) return [{ kind: 'lost', what: 'the visit ended with the browser' }]
  const { units } = visit.cart
  const violations: Violation[] = []
  if (units < added)
    violations.push({ kind: 'lost', what: `${added} things were put into the cart, ${units} are there` })
  // A new page is in the visit at once: an inviting screen over somebody's visit would be an invitation into it (E1).
  // The button names how many things are in the cart.
  const cart = page.getByRole('button', { name: new RegExp(`^장바구니, ${units}개`) })
  await cart.waitFor({ timeout: NEVER_MS }).catch(async () => {
    await page.screenshot({ path: join(folder, 'screen.png') })
    const seen = await page.locator('body').innerText()
    violations.push({ kind: 'broken', what: `the new page shows no cart of ${units}: ${seen.slice(0, 200)}` })
  })
  return violations
}
