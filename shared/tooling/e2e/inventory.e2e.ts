import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinOf } from '@dangol/server/src/testing/staff-floor.ts'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { diskIn, findIn } from '../inventory/byte-search.ts'
import type { Canary, Disk } from '../inventory/byte-search.ts'
import { problemsOn } from '../inventory/expected.ts'
import type { Kind, Moment, Place } from '../inventory/expected.ts'
import {
  changeAndOrder,
  configureAtHome,
  finish,
  openMemberCode,
  signIn,
  SOON_MS,
  startShift,
  stayBeside,
  storeHasCaughtUp,
  typePin,
} from './shopper.ts'
import { KIOSK_PORTRAIT, LAUNCHED_WITHIN_MS, openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import { scanAtKiosk } from './walk-people.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { walkWaiting } from './walk-waiting.ts'
import { wordsOf } from './walk-words.ts'

const MEMBER = '김민지'
const SAVED = '카나리아 새벽 러닝'
const WRONG_PIN = '731946'
const SESSION = /"session":"([\w-]{20,})"/
const { tabs, myData } = wordsOf('ko').phone

const canaries: Canary<Kind>[] = [
  { kind: 'name', text: MEMBER },
  { kind: 'masked name', text: '김*지' },
  { kind: 'number', text: 'M-100231' },
  { kind: 'saved configuration', text: SAVED },
  { kind: 'pin', text: WRONG_PIN },
  { kind: 'pin', text: pinOf('seoyeon') },
]
const note = (kind: Kind, text: string) => void canaries.push({ kind, text })

let stage: Stage
let folder: string
let profiles: Record<'kiosk' | 'tablet', BrowserContext>
let kiosk: Page
let tablet: Page
let phone: Page

// One day: each test goes on where the one before stopped.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-profiles-'))
  mkdirSync(join(folder, 'logs'))
  stage = await openStage({ logFile: join(folder, 'logs', 'dangol.log') })
  profiles = { kiosk: await openProfile('kiosk'), tablet: await openProfile('tablet') }
  kiosk = await profiles.kiosk.newPage()
  tablet = await profiles.tablet.newPage()
  noteSessions(tablet)
  await Promise.all([kiosk.goto(stage.floor.urls.kiosk), tablet.goto(stage.floor.urls.tablet)])
  phone = await stage.page('phone')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk, tablet, phone })
})
afterAll(async () => {
  await Promise.all(Object.values(profiles).map((profile) => profile.close()))
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[A11] while a member is served, no byte on the disks of kiosk and tablet, nor of any log, tells of them; the store’s tells what it may', async () => {
  await signIn(phone, MEMBER)
  await configureAtHome(phone, { family: /^바람 러너/, choose: [/^스웨이드/], name: SAVED })
  await tablet.getByRole('button', { name: ASSOCIATE, exact: true }).click({ timeout: SOON_MS })
  await typePin(tablet, WRONG_PIN)
  await tablet.getByText(wordsOf('ko').staff.pin.wrong).waitFor({ timeout: SOON_MS })
  await tablet.reload()
  await startShift(tablet, ASSOCIATE)
  await stayBeside(kiosk, tablet)
  await lookUp(MEMBER)

  const hands = handsOn(kiosk, 'ko')
  await hands.begin()
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  const code = (await phone.locator('[data-member-code]').getAttribute('data-text')) ?? ''
  note('member code', code)
  await scanAtKiosk(stage, code)
  await hands.heading(hands.words.mine.title)
  stage.floor.wan.cut()
  const { words, go, press, heading } = tabletHands(tablet, 'ko')
  await go('now')
  await tablet
    .getByRole('button', { name: /키오스크 1/ })
    .first()
    .click({ timeout: SOON_MS })
  await heading(words.card.configurations)
  await press(words.visit.serve)
  await tablet.getByRole('button', { name: words.visit.stopServing }).waitFor({ timeout: SOON_MS })
  await changeAndOrder(kiosk, { name: SAVED, change: /^푹신한 플러시/ })
  expect(canaries.map(({ kind }) => kind)).toContain('session token')
  for (const place of ['server', 'kiosk', 'tablet', 'logs'] as const) expect(problems(place, 'during')).toEqual([])
  await finish(kiosk)
  stage.floor.wan.mend()
})

test('[A11] a tablet that is closed while something waits on it for the store server keeps nobody’s name, code or token', async () => {
  await stage.floor.storeServer.kill()
  await tablet.getByText(wordsOf('ko').staff.link.offlineHelp).waitFor({ timeout: SOON_MS * 2 })
  const walk = walkWaiting({ stage, lang: 'ko' }, tablet)
  while ((await walk.next()).done !== true);
  await profiles.tablet.close()
  // What is there is found: the command that waits, what the house knows the tablet by, what was logged.
  const isThere = (place: Place, text: string) => findIn(diskAt(place), [{ kind: 'alias', text }]).length > 0
  const key = /k=(.*)$/.exec(stage.floor.urls.tablet)?.[1] ?? ''
  expect([isThere('tablet', 'orders:move'), isThere('tablet', key), isThere('logs', 'device.connected')]).toEqual([
    true,
    true,
    true,
  ])
  expect(problems('tablet', 'after')).toEqual([])
  await stage.floor.storeServer.start()
})

test('[A10] after "forget me" and the end of the day no disk of the store tells of the member', async () => {
  const press = (name: string) => phone.getByRole('button', { name, exact: true }).first().click({ timeout: SOON_MS })
  await storeHasCaughtUp(stage)
  await press(tabs.account)
  await press(myData.forgetOpen)
  await phone.getByRole('dialog').getByRole('button', { name: myData.forgetDo }).click()
  await phone.getByText(myData.forgotten).waitFor({ timeout: SOON_MS })
  await storeHasCaughtUp(stage)
  await profiles.kiosk.close()
  await stage.floor.close()
  for (const place of ['server', 'kiosk', 'tablet', 'logs'] as const) expect(problems(place, 'erased')).toEqual([])
})

/** A browser whose disk stays, as that of a device does. */
function openProfile(name: 'kiosk' | 'tablet'): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(folder, name), {
    executablePath: findChromium() ?? 'chromium',
    args: [...CHROMIUM_ARGS],
    timeout: LAUNCHED_WITHIN_MS,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    viewport: name === 'kiosk' ? KIOSK_PORTRAIT : { width: 1280, height: 800 },
  })
}

/** Listens for the tokens of whoever signs in. */
function noteSessions(page: Page): void {
  const listen = ({ payload }: { payload: string | Buffer }): void => {
    const token = SESSION.exec(payload.toString())?.[1]
    if (token !== undefined) note('session token', token)
  }
  page.on('websocket', (socket) => {
    socket.on('framesent', listen)
    socket.on('framereceived', listen)
  })
}

async function lookUp(name: string): Promise<void> {
  const { words, press, go, page } = tabletHands(tablet, 'ko')
  await go('customers')
  await page.getByRole('searchbox', { name: words.find.label }).pressSequentially(name)
  await press(words.find.button)
  const found = page.getByRole('region', { name: words.find.title }).getByRole('listitem')
  await found.getByRole('button').first().click({ timeout: SOON_MS })
  await page.getByRole('heading', { name: words.card.configurations }).waitFor({ timeout: SOON_MS })
}

function problems(place: Place, moment: Moment): string[] {
  const played = [...new Set(canaries.map(({ kind }) => kind))]
  return problemsOn(place, moment, { finds: findIn(diskAt(place), canaries), played })
}

/** The online shop keeps its own things in the same folder here; it is not in the store. */
function diskAt(place: Place): Disk {
  if (place === 'tablet' || place === 'logs') return diskIn(join(folder, place))
  const files = [...diskIn(stage.dataFolder)]
  const isOfKiosk = (file: string) => file.startsWith('kiosk-')
  if (place === 'kiosk') return new Map([...files.filter(([file]) => isOfKiosk(file)), ...diskIn(join(folder, place))])
  return new Map(files.filter(([file]) => !isOfKiosk(file) && !file.startsWith('shop.sqlite')))
}
