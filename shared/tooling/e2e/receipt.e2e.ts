import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openMemberCode, signIn, SOON_MS, stayBeside, storeHasCaughtUp } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { handsOn } from './walk-kiosk-hands.ts'
import type { KioskHands } from './walk-kiosk-hands.ts'
import { scanAtKiosk } from './walk-people.ts'
import { startsWith, wordsOf } from './walk-words.ts'

const MEMBER = '김민지'
const { visits: words, account, tabs, code: codeWords, myData, shelf, signIn: signingIn } = wordsOf('ko').phone
let stage: Stage
let kiosk: Page
let phone: Page
let hands: KioskHands
beforeAll(async () => {
  stage = await openStage()
  ;[kiosk, phone] = await Promise.all([stage.page('kiosk'), stage.page('phone')])
  hands = handsOn(kiosk, 'ko')
  await stayBeside(kiosk)
  await signIn(phone, MEMBER)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ kiosk, phone })
})
afterAll(() => stage.close())

const press = (name: string) => phone.getByRole('button', { name, exact: true }).first().click({ timeout: SOON_MS })
const banner = () => phone.locator('[data-open-visit]')
const receipt = () => phone.getByRole('article').first()
const attract = () => kiosk.getByRole('button', { name: startsWith(hands.words.attract.start) })

/** Shows a fresh code on the phone to the kiosk's reader. */
async function showCode(): Promise<void> {
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  await scanAtKiosk(stage, await freshCode())
}

/** The page opened anew makes a newer code: one that was shown before is refused. */
async function freshCode(): Promise<string> {
  await press(tabs.shelf)
  await phone.getByRole('button', { name: shelf.add }).waitFor({ timeout: SOON_MS })
  await openMemberCode(phone)
  return (await phone.locator('[data-member-code]').getAttribute('data-text')) ?? ''
}

async function beRecognised(): Promise<void> {
  await hands.begin()
  await showCode()
  await hands.heading(hands.words.mine.title)
}

test('[A9] [RM1] the key of a phone signs and can never be read, not by the page that made it', async () => {
  await openMemberCode(phone)
  const found = await phone.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('IndexedDB'))
      })
    const database = await settled(indexedDB.open('dangol-member-code'))
    const keys = (await settled(database.transaction('keys').objectStore('keys').getAll())) as {
      privateKey: CryptoKey
    }[]
    const formats = ['pkcs8', 'raw', 'jwk'] as const
    const exported = await Promise.all(
      keys.flatMap(({ privateKey }) =>
        formats.map((format) =>
          crypto.subtle.exportKey(format, privateKey).then(
            () => 'given',
            (error: unknown) => (error instanceof DOMException ? error.name : 'other'),
          ),
        ),
      ),
    )
    return { keys: keys.length, extractable: keys.map(({ privateKey }) => privateKey.extractable), exported }
  })
  expect(found.keys).toBe(1)
  expect(found.extractable).toEqual([false])
  expect(found.exported).not.toContain('given')
})

test('whoever is recognised sees it on the phone at once, and afterwards what the store used', async () => {
  await beRecognised()
  await banner().getByText(words.recognisedNow).waitFor({ timeout: SOON_MS })
  await hands.finish()
  await banner().waitFor({ state: 'detached', timeout: SOON_MS })
  await press(tabs.account)
  await phone.getByRole('button', { name: startsWith(words.open) }).click()
  await receipt().getByText(words.by.code).waitFor({ timeout: SOON_MS })
  await receipt().getByText(words.used).waitFor({ timeout: SOON_MS })
  await receipt().getByText(words.field['visit-name']).first().waitFor({ timeout: SOON_MS })
})

test('a dropped visit leaves its place on the phone, and nothing of what was used', async () => {
  await receipt().getByRole('button', { name: words.drop }).click()
  await phone.getByRole('dialog').getByRole('button', { name: words.drop }).click()
  await receipt().getByText(words.state.dropped).waitFor({ timeout: SOON_MS })
  await receipt().getByText(words.used).waitFor({ state: 'detached', timeout: SOON_MS })
})

test('[A1] "that wasn’t me" ends the visit at the kiosk and revokes the key: its next code is refused, a new key works', async () => {
  await beRecognised()
  const stolen = await freshCode()
  await banner().getByRole('button', { name: words.notMe }).click({ timeout: SOON_MS })
  await phone.getByRole('dialog').getByRole('button', { name: words.notMe }).click()
  await phone.getByText(words.disowned.key).waitFor({ timeout: SOON_MS })
  await phone.getByRole('dialog').getByRole('button', { name: words.disowned.make }).click()
  await phone.getByRole('button', { name: codeWords.enrol }).waitFor({ timeout: SOON_MS })
  await attract().waitFor({ timeout: SOON_MS })

  await hands.press(startsWith(hands.words.attract.continue))
  await hands.heading(hands.words.scan.title)
  await scanAtKiosk(stage, stolen)
  await kiosk.getByText(hands.words.scan.refused).waitFor({ timeout: SOON_MS })
  await hands.press(hands.words.scan.again)
  await showCode()
  await hands.heading(hands.words.mine.title)
  await hands.finish()
  await press(tabs.account)
  await phone.getByText(account.revoked).waitFor({ timeout: SOON_MS })
})

test('"forget me" makes the kiosk a stranger to the member, and an account ends only with a code sent just now', async () => {
  await press(myData.forgetOpen)
  await phone.getByRole('dialog').getByRole('button', { name: myData.forgetDo }).click()
  await phone.getByText(myData.forgotten).waitFor({ timeout: SOON_MS })
  await press(tabs.code)
  await phone.getByRole('button', { name: codeWords.enrol }).waitFor({ timeout: SOON_MS })
  await press(tabs.account)
  await press(myData.eraseOpen)
  await press(myData.eraseCode)
  await phone.getByLabel(signingIn.code).fill('000000')
  await press(myData.eraseDo)
  await phone.getByText(myData.problem['wrong-code']).waitFor({ timeout: SOON_MS })
})
