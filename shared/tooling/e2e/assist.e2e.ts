import type { KioskState } from '@dangol/protocol/bridge.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'
import { SOON_MS, startShift, stayBeside, untilSaved } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { titleOf } from './walk-model.ts'
import { ASSOCIATE, tabletHands } from './walk-tablet.ts'
import { chooseOnTablet, questionOnTablet, settledPress } from './walk-together.ts'
import { say, startsWith, wordsOf } from './walk-words.ts'

const words = wordsOf('ko').kiosk
const name = ASSOCIATE
const value = (characteristicId: string, valueId: string) => titleOf(runner, characteristicId, valueId, 'ko')
const upper = { mesh: value('upper', 'mesh'), knit: value('upper', 'knit'), suede: value('upper', 'suede') }
const laces = { flat: value('laces', 'flat'), round: value('laces', 'round') }
const UPPER = runner.characteristics.find(({ id }) => id === 'upper')?.title.ko ?? ''
const LACES = runner.characteristics.find(({ id }) => id === 'laces')?.title.ko ?? ''

let stage: Stage
let hands: KioskHands
let kiosk: Page
let tablet: ReturnType<typeof tabletHands>
let hold: Hold

// One visit from asking to ending: each test goes on where the one before stopped.
beforeAll(async () => {
  stage = await openStage()
  kiosk = await stage.page('kiosk')
  hold = await holdable(kiosk)
  hands = handsOn(kiosk, 'ko')
  tablet = tabletHands(await stage.page('tablet'), 'ko')
  await startShift(tablet.page, ASSOCIATE)
  await stayBeside(kiosk, tablet.page)
  await hands.begin()
  await hands.open(runner.id)
  await hands.press(startsWith(laces.round))
  await untilSaved(kiosk)
  await tablet.page
    .getByRole('button', { name: /키오스크 1/ })
    .first()
    .click({ timeout: SOON_MS })
  await tablet.press(tablet.words.visit.serve)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk, tablet: tablet.page })
})
afterAll(() => stage.close())

test('[H4] an associate asks, the shopper allows less than was asked, and more only when asked again', async () => {
  const { together } = tablet.words
  await tablet.press(startsWith(together.mode['co-edit']))
  await hands.heading(say(words.together.ask['co-edit'], { name }))
  expect(await kiosk.getByRole('region', { name: words.together.title }).count()).toBe(0)
  await hands.press(words.together.less)
  await kiosk
    .getByRole('dialog')
    .getByRole('button', { name: startsWith(words.together.mode.suggest) })
    .click()
  await present(words.together.may.suggest)
  await tablet.press(together.open)
  await tabletShows(LACES, laces.round)
  await tablet.page.getByText(together.suggestion.empty).waitFor({ timeout: SOON_MS })
})

test('a suggestion changes the kiosk only when the shopper takes it, and stays the associate’s', async () => {
  const { suggestion } = tablet.words.together
  await choose(UPPER, upper.suede)
  await tablet.press(suggestion.send)
  await hands.heading(say(words.together.suggestion.title, { name }))
  expect(await isChosen(upper.suede)).toBe(false)
  await settledPress(kiosk, words.together.suggestion.take)
  await chosen(upper.suede)
  await tablet.page.getByText(suggestion.taken).first().waitFor({ timeout: SOON_MS })
})

test('[H4] with the shopper’s word both choose: each sees at once what the other did, and who it was', async () => {
  await tablet.press(say(tablet.words.together.askMore, { mode: tablet.words.together.mode['co-edit'] }))
  await hands.heading(say(words.together.ask['co-edit'], { name }))
  await settledPress(kiosk, words.together.yes['co-edit'])
  await present(words.together.may['co-edit'])
  // What is told of it goes again by itself.
  const told = kiosk.getByText(say(words.together.changedHere, { name })).first()
  await Promise.all([told.waitFor({ timeout: SOON_MS }), choose(UPPER, upper.knit), chosen(upper.knit)])
  await hands.press(startsWith(laces.flat))
  await tabletShows(LACES, laces.flat)
})

test('[H1] of two who change the same, the later one sees what stands there and by whom, and may still have their way', async () => {
  hold.news()
  await choose(UPPER, upper.suede)
  // The store has it: the tablet alone shows its own choice at once.
  await expect.poll(() => hold.held()?.sharedDraft?.made['upper'], { timeout: SOON_MS }).toBe('suede')
  await hands.press(startsWith(upper.mesh))
  hold.release()
  await hands.heading(say(words.together.lost.title, { name }))
  await chosen(upper.suede)
  await tabletShows(UPPER, upper.suede)
  await settledPress(kiosk, say(words.together.lost.take, { wanted: upper.mesh }))
  await chosen(upper.mesh)
  await tabletShows(UPPER, upper.mesh)
})

test('[H3] each takes back their own last change, and nobody else’s', async () => {
  await choose(LACES, laces.round)
  await chosen(laces.round)
  await hands.press(words.configure.undo)
  await chosen(upper.suede)
  await chosen(laces.round)
  await tablet.press(tablet.words.together.undo)
  await chosen(laces.flat)
  await chosen(upper.suede)
})

test('[H4] the shopper ends it with one touch: the tablet is told and has nothing left, and the kiosk goes on as it stands', async () => {
  await kiosk.getByRole('button', { name: say(words.together.endWith, { name }) }).click({ timeout: SOON_MS })
  await kiosk.getByText(say(words.together.sentAway, { name })).first().waitFor({ timeout: SOON_MS })
  await tablet.page.getByText(tablet.words.together.ended).first().waitFor({ timeout: SOON_MS })
  await questionOnTablet(tablet.page, UPPER).waitFor({ state: 'detached', timeout: SOON_MS })
  await chosen(upper.suede)
  await hands.press(startsWith(upper.knit))
  await chosen(upper.knit)
  await hands.finish()
})

const present = (may: string) =>
  kiosk.getByRole('region', { name: words.together.title }).filter({ hasText: may }).waitFor({ timeout: SOON_MS })

const tile = (title: string) => kiosk.getByRole('button', { name: startsWith(title), pressed: true }).first()
const chosen = (title: string) => tile(title).waitFor({ timeout: SOON_MS })
const isChosen = (title: string) => tile(title).isVisible()

const choose = (question: string, title: string) => chooseOnTablet(tablet.page, question, title)

async function tabletShows(question: string, title: string): Promise<void> {
  const list = questionOnTablet(tablet.page, question)
  await expect
    .poll(
      () =>
        list
          .locator('option:checked')
          .innerText()
          .catch(() => ''),
      { timeout: SOON_MS },
    )
    .toContain(title)
}

interface Hold {
  /** From now on nothing that the host says comes to the screen. */
  readonly news: () => void
  /** The newest state that the screen does not know yet. */
  readonly held: () => KioskState | null
  readonly release: () => void
}

/** A screen whose news from its host can be held back, as when two people act in the same moment. */
async function holdable(page: Page): Promise<Hold> {
  let held: (string | Buffer)[] | null = null
  let pass: (message: string | Buffer) => void = () => undefined
  await page.routeWebSocket(/.*/, (socket) => {
    const host = socket.connectToServer()
    pass = (message) => socket.send(message)
    socket.onMessage((message) => host.send(message))
    host.onMessage((message) => (held ? void held.push(message) : pass(message)))
  })
  await page.reload()
  return {
    news: () => void (held = []),
    held: () => held?.map(stateIn).findLast((state) => state !== null) ?? null,
    release() {
      const all = held ?? []
      held = null
      for (const message of all) pass(message)
    },
  }
}

/** The state in a message of the host's; null in any other. */
function stateIn(message: string | Buffer): KioskState | null {
  const state = /^42\["state",(.*)\]$/s.exec(String(message))?.[1]
  return state === undefined ? null : (JSON.parse(state) as KioskState)
}
