import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { cameraArgs } from '../camera.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { freePorts } from '../free-ports.ts'
import { ROOT } from '../root.ts'
import { openFloor } from '../start/floor.ts'
import type { Floor } from '../start/floor.ts'

/** Portrait kiosk of 32 inches, the size that its millimetres are checked against. */
export const KIOSK_PORTRAIT = { width: 1080, height: 1920 }
export const KIOSK_LANDSCAPE = { width: 1920, height: 1080 }
const TABLET = { width: 1280, height: 800 }
const OFFICE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** A browser's start: a busy machine takes longer than Playwright waits by itself. Milliseconds. */
export const LAUNCHED_WITHIN_MS = 120_000

/** A store of its own, with one Chromium whose camera plays a film that tests write. */
export interface Stage {
  readonly floor: Floor
  readonly dataFolder: string
  /** Write a Y4M here before a page asks for the camera (`camera.ts`). */
  readonly filmPath: string
  page(who: 'kiosk' | 'tablet' | 'office' | 'phone', o?: PageOptions): Promise<Page>
  close(): Promise<void>
}

interface StageOptions {
  readonly env?: Record<string, string>
  readonly dataFolder?: string
  /** Where all processes log to; without it nowhere. */
  readonly logFile?: string
}

interface PageOptions {
  readonly lang?: 'ko' | 'en'
  readonly viewport?: { width: number; height: number }
  /** Of another one of the kind than the stage's first. */
  readonly url?: string
}

/** Opens everything on free ports in an empty data folder. Throws with the sentence of the part that did not start. */
export async function openStage(o: StageOptions = {}): Promise<Stage> {
  const executablePath = findChromium()
  if (executablePath === null)
    throw new Error('No Chromium: run `npm test`, which installs one, or set DANGOL_CHROMIUM.')
  const dataFolder = o.dataFolder ?? mkdtempSync(join(tmpdir(), 'dangol-stage-'))
  const filmPath = join(dataFolder, 'camera.y4m')
  const [storePort = 0, shopPort = 0, kioskPort = 0, wanPort = 0] = await freePorts(4)
  const config = { data: dataFolder, host: '127.0.0.1', storePort, shopPort, kioskPort, wanPort }
  const { env, logFile } = o
  const floor = await openFloor({
    config,
    ...(env === undefined ? {} : { env }),
    ...(logFile === undefined ? {} : { logFile }),
  })
  if (!floor.ok) throw new Error(floor.error.why)
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_ARGS, ...cameraArgs(filmPath)],
    timeout: LAUNCHED_WITHIN_MS,
  })
  return {
    floor: floor.value,
    dataFolder,
    filmPath,
    page: (who, options = {}) => openPage(browser, floor.value, who, options),
    async close() {
      await browser.close()
      await floor.value.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Keeps what was on the screens when a test failed, in `gallery/failed/`. */
export async function picture(pages: Readonly<Record<string, Page>>): Promise<void> {
  for (const [name, page] of Object.entries(pages)) {
    await page.screenshot({ path: join(ROOT, 'gallery', 'failed', `${name}.png`) }).catch(() => undefined)
  }
}

async function openPage(browser: Browser, floor: Floor, who: keyof typeof VIEWPORTS, o: PageOptions): Promise<Page> {
  const locale = (o.lang ?? 'ko') === 'ko' ? 'ko-KR' : 'en-GB'
  const viewport = o.viewport ?? VIEWPORTS[who]
  const context: BrowserContext = await browser.newContext({
    locale,
    viewport,
    timezoneId: 'Asia/Seoul',
    permissions: who === 'kiosk' ? ['camera'] : [],
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  await slowDown(page)
  await page.goto(o.url ?? floor.urls[who])
  return page
}

/** How long opening a page may take where several open at once on one core, and whatever no test names a time for. Milliseconds. */
const PATIENCE_MS = 120_000

/** `DANGOL_SLOWER=6` plays a machine on which every screen takes six times as long: whatever only just came in time fails then. */
async function slowDown(page: Page): Promise<void> {
  const rate = Number(process.env['DANGOL_SLOWER'] ?? 1)
  if (rate === 1) return
  const chromium = await page.context().newCDPSession(page)
  await chromium.send('Emulation.setCPUThrottlingRate', { rate })
}

const VIEWPORTS = { kiosk: KIOSK_PORTRAIT, tablet: TABLET, office: OFFICE, phone: PHONE } as const
