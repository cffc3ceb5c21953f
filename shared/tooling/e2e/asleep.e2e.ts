import type { CDPSession } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SOON_MS, startShift, stayBeside, typePin } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { like, say, wordsOf } from './walk-words.ts'

const words = wordsOf('ko').kiosk
const HOUR = '01:00:00'

let stage: Stage
let hands: KioskHands
let tablet: ReturnType<typeof tabletHands>
let line: HeldLine
let chromium: CDPSession

interface HeldLine {
  /** The Wi-Fi goes: nothing passes either way, and no new line is to be had. */
  readonly cut: () => Promise<void>
  readonly restore: () => void
  /** What the page sent, in order: each command once, however often its answer was waited for in vain. */
  readonly sent: () => readonly string[]
}

beforeAll(async () => {
  stage = await openStage()
  hands = handsOn(await stage.page('kiosk'), 'ko')
  await stayBeside(hands.page)
  const page = await stage.page('tablet')
  line = await holdLine(page)
  await page.clock.install()
  await page.reload()
  tablet = tabletHands(page, 'ko')
  chromium = await page.context().newCDPSession(page)
  await startShift(page, ASSOCIATE)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk: hands.page, tablet: tablet.page })
})
afterAll(() => stage.close())

test('[O2] what an associate did without the store waits in sight, in the order made', async () => {
  const { now, visit, waiting, link, refusal } = tablet.words
  await hands.begin()
  const row = tablet.page.getByRole('button', { name: /키오스크 1/ })
  await row.first().click({ timeout: SOON_MS })
  await tablet.page.getByRole('button', { name: visit.serve }).waitFor({ timeout: SOON_MS })
  await line.cut()
  await tablet.page.getByText(link.offlineHelp).waitFor({ timeout: SOON_MS })
  await tablet.press(visit.serve)
  await tablet.page.getByText(refusal.waits).waitFor({ timeout: SOON_MS })
  await tablet.press(visit.end)
  await tablet.press(visit.endConfirm)
  await tablet.press(say(waiting.badge, { n: 2 }))
  const sheet = tablet.page.getByRole('dialog')
  const kiosk = { subject: '키오스크 1' }
  await expect
    .poll(() => sheet.getByRole('listitem').allInnerTexts(), { timeout: SOON_MS })
    .toMatchObject([
      expect.stringContaining(say(waiting.what.serve, kiosk)),
      expect.stringContaining(say(waiting.what['visits-end'], kiosk)),
    ])
  await tablet.page.keyboard.press('Escape')
  await tablet.heading(now.title)
})

test('[L3] [O2] after an hour asleep it drains once and in order, and shows the floor as it is', async () => {
  const { now, waiting, locked, link } = tablet.words
  const before = line.sent().length
  const drained = () =>
    line
      .sent()
      .slice(before)
      .filter((name) => name.startsWith('visits:'))
  await chromium.send('Page.setWebLifecycleState', { state: 'frozen' })
  await chromium.send('Page.setWebLifecycleState', { state: 'active' })
  await tablet.page.clock.fastForward(HOUR)
  // A tablet that nobody touched does nothing in anybody's name; what waits is still its maker's.
  await tablet.heading(say(locked.title, { name: ASSOCIATE }))
  line.restore()
  await tablet.page.getByText(link.online, { exact: true }).waitFor({ timeout: SOON_MS })
  // With the line came what it sends of its own accord.
  await expect.poll(() => line.sent().slice(before), { timeout: SOON_MS }).toContain('devices:report')
  expect(drained()).toEqual([])

  await typePin(tablet.page)
  // The kiosk says goodbye for some seconds only.
  await Promise.all([hands.heading(words.goodbye.associate), tablet.heading(now.title)])
  await tablet.page.getByText(now.noVisits).waitFor({ timeout: SOON_MS })
  expect(drained()).toEqual(['visits:serve', 'visits:end'])
  await tablet.page.getByRole('button', { name: like(waiting.badge) }).waitFor({ state: 'detached', timeout: SOON_MS })
})

/** Stands between a page and the store server. */
async function holdLine(page: Parameters<typeof tabletHands>[0]): Promise<HeldLine> {
  const open = new Set<() => Promise<void>>()
  const sent: string[] = []
  const commands = new Set<string>()
  let isCut = false
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (isCut) return void socket.close()
    const server = socket.connectToServer()
    open.add(async () => {
      await server.close()
      await socket.close()
    })
    socket.onMessage((message) => {
      const name = /^42\d*\["([a-z]+:[a-z-]+)"/.exec(String(message))?.[1]
      const command = /"commandId":"([^"]+)"/.exec(String(message))?.[1]
      if (name && !(command && commands.has(command))) sent.push(name)
      if (command) commands.add(command)
      server.send(message)
    })
    server.onMessage((message) => socket.send(message))
  })
  return {
    async cut() {
      isCut = true
      for (const close of open) await close()
      open.clear()
    },
    restore: () => void (isCut = false),
    sent: () => sent,
  }
}
