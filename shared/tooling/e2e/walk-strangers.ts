import { TrustStateSchema } from '@dangol/protocol/trust.ts'
import type { Page } from 'playwright-core'
import { SOON_MS } from './shopper.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { Stop, Surface, Walk, Walker } from './walk-stop.ts'
import { wordsOf } from './walk-words.ts'

const CODE = 'BCDFGHJK'
const CODE_LASTS_MS = 600_000

/**
 * What devices show that the store does not know. The demonstration's store knows its own by one key, so each device's line is told
 * otherwise here, and nothing beyond the page learns of it.
 */
export async function* walkStrangers(walker: Walker): Walk {
  yield* walkStrangeKiosk(walker)
  yield* walkStrangeTablet(walker)
  yield* walkFirstOffice(walker)
}

/** Nobody has chosen a language at such a kiosk, nor can they. */
async function* walkStrangeKiosk({ stage, lang }: Walker): Walk {
  const page = await stage.page('kiosk', { lang })
  const { words, heading, at } = handsOn(page, 'ko')
  const pairing = JSON.stringify({ state: 'waiting', code: CODE, fingerprint: '053 693' })
  await page.routeWebSocket(/.*/, (toPage) => {
    const host = toPage.connectToServer()
    host.onMessage((message) => toPage.send(String(message).replace('"pairing":null', `"pairing":${pairing}`)))
  })
  await page.reload()
  await heading(words.store.pairingTitle)
  yield at('pairing')
  await page.context().close()
}

async function* walkStrangeTablet(walker: Walker): Walk {
  const { pairing: words } = wordsOf(walker.lang).staff
  const { page, told, at } = await stranger(walker, 'tablet')
  await page.getByText(words.notFounded, { exact: true }).waitFor({ timeout: SOON_MS })
  yield at('not-founded')
  told.founded = true
  await page.getByRole('heading', { name: words.title }).waitFor({ timeout: SOON_MS })
  yield at('pairing')
  told.refuses = true
  await page.getByText(words.refused, { exact: true }).waitFor({ timeout: SOON_MS })
  yield at('pairing-refused')
  await page.context().close()
}

async function* walkFirstOffice(walker: Walker): Walk {
  const { founding: words } = wordsOf(walker.lang).staff
  const { page, at } = await stranger(walker, 'office')
  await page.getByRole('button', { name: words.start }).click({ timeout: SOON_MS })
  await page.getByText(words.missingCode).waitFor({ timeout: SOON_MS })
  yield at('founding')
  await page.context().close()
}

/** A page whose line to the store says what `told` says. */
async function stranger({ stage, lang }: Walker, surface: Extract<Surface, 'tablet' | 'office'>) {
  const page = await stage.page(surface, { lang })
  const told = { founded: false, refuses: false }
  const truth = await fetch(`${stage.floor.urls.store}/trust/state`).then(async (state) =>
    TrustStateSchema.parse(await state.json()),
  )
  const pending = { state: 'pending', code: CODE, expiresAt: truth.at + CODE_LASTS_MS }
  let hasAsked = false
  await answer(page, 'state', () => ({ ...truth, mode: 'paired', founded: told.founded }))
  await answer(page, 'pair', () => {
    hasAsked = true
    return pending
  })
  await answer(page, 'pair-status', () => (hasAsked && !told.refuses ? pending : { state: 'none' }))
  await page.reload()
  return { page, told, at: (name: string): Stop => ({ surface, name, page }) }
}

const answer = (page: Page, what: string, body: () => object): Promise<unknown> =>
  page.route(`**/trust/${what}`, (route) => route.fulfill({ json: body() }))
