import { pictureName } from '@dangol/domain/catalogue/picture-file.ts'
import { jpegBytes, pngBytes } from '@dangol/domain/catalogue/testing/picture-bytes.ts'
import type { PictureCharacteristic } from '@dangol/domain/catalogue/model.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { effectScope, shallowRef, watchEffect } from 'vue'
import { useOwnPicture } from '../configure/use-own-picture.ts'
import { RUNNER } from '../testing/runner.ts'
import { shopAtHand } from '../testing/shop-at-hand.ts'
import type { Route, ShopAtHand } from '../testing/shop-at-hand.ts'
import { usePictures } from './pictures.ts'

const CREST: PictureCharacteristic = {
  ...{ kind: 'picture', id: 'crest', group: 'all', title: { ko: '문장', en: 'Crest' }, required: false },
  ...{ types: ['image/png', 'image/webp'], bytesMax: 2_000, widthMin: 300, heightMin: 200 },
}
const place = { model: RUNNER, characteristic: CREST }
const file = (bytes: Uint8Array<ArrayBuffer>, type = 'image/png') => new File([bytes], 'crest', { type })
const GOOD = pngBytes({ width: 300, height: 200, length: 1_000 })
const NAME = pictureName(GOOD)
const PATH = `/api/pictures/${NAME.slice('picture:'.length)}`
const PUT = `PUT ${PATH}?family=runner&version=1&of=crest`

let shop: ShopAtHand
afterEach(() => shop.close())
async function opened(routes: Record<string, Route>) {
  shop = await shopAtHand(routes)
  return shop.use(() => usePictures())
}

describe('sending a picture', () => {
  test('gives the name to choose it by, and a copy to look at without asking the shop', async () => {
    const pictures = await opened({ [PUT]: (body) => ({ body: (body as Buffer).length }) })
    expect(await pictures.send(file(GOOD), place)).toEqual({ ok: true, value: NAME })
    expect(pictures.of(NAME)).toMatch(/^data:image\/png;base64,/)
    expect(shop.asked).toEqual([PUT])
  })

  test.each([
    ['wrong-type', jpegBytes({ width: 400, height: 400 })],
    ['wrong-type', new TextEncoder().encode('GIF89a')],
    ['too-small', pngBytes({ width: 299, height: 200 })],
    ['too-large', pngBytes({ width: 300, height: 200, length: 2_001 })],
  ])('%s is told before anything is sent', async (code, bytes) => {
    const pictures = await opened({})
    expect(await pictures.send(file(bytes), place)).toEqual({ ok: false, error: { code } })
    expect(shop.asked).toEqual([])
  })

  test('a refusal of the shop and a lost line are told as such, and nothing is shown', async () => {
    const pictures = await opened({ [PUT]: () => ({ status: 409, body: { code: 'too-many' } }) })
    expect(await pictures.send(file(GOOD), place)).toEqual({ ok: false, error: { code: 'too-many' } })
    shop.unplug()
    expect(await pictures.send(file(GOOD), place)).toEqual({ ok: false, error: { code: 'offline' } })
    expect(pictures.of(NAME)).toBeNull()
  })
})

describe('looking at a picture', () => {
  test('asks the shop once, and draws again when it has come', async () => {
    const pictures = await opened({ [`GET ${PATH}`]: () => ({ body: 'bytes' }) })
    const seen: (string | null)[] = []
    const page = effectScope()
    await new Promise<void>((done) => {
      page.run(() =>
        watchEffect(() => {
          seen.push(pictures.of(NAME))
          if (seen.at(-1) !== null) done()
        }),
      )
    })
    page.stop()
    expect(seen).toEqual([null, expect.stringMatching(/^data:/)])
    pictures.of(NAME)
    expect(shop.asked).toEqual([`GET ${PATH}`])
  })

  test('one that the shop does not have is known to be missing; one that could not be asked for is not', async () => {
    const pictures = await opened({ [`GET ${PATH}`]: () => ({ status: 404, body: { code: 'not-found' } }) })
    pictures.of(NAME)
    await expect.poll(() => pictures.isMissing(NAME)).toBe(true)
    pictures.forget()
    shop.unplug()
    expect(pictures.of(NAME)).toBeNull()
    expect(pictures.isMissing(NAME)).toBe(false)
  })

  test('the next person on this phone sees nothing of it', async () => {
    const pictures = await opened({ [PUT]: () => ({ body: null }) })
    await pictures.send(file(GOOD), place)
    pictures.forget()
    expect(pictures.of(NAME)).toBeNull()
  })

  test('what is no name of a picture is not asked for', async () => {
    const pictures = await opened({})
    expect([pictures.of('../secrets'), pictures.of('')]).toEqual([null, null])
    expect(shop.asked).toEqual([])
  })
})

describe('a picture as a choice', () => {
  test('is chosen once the shop has it; a refusal is told and chooses nothing', async () => {
    shop = await shopAtHand({ [PUT]: () => ({ body: null }) })
    const chosen = shallowRef<string | null>(null)
    const own = shop.use(() =>
      useOwnPicture(
        () => place,
        () => chosen.value,
        (name) => (chosen.value = name),
      ),
    )
    await own.send(file(jpegBytes({ width: 400, height: 400 })))
    expect([own.sending.value, chosen.value]).toEqual([{ kind: 'refused', code: 'wrong-type' }, null])
    await own.send(file(GOOD))
    expect([own.sending.value, chosen.value]).toEqual([{ kind: 'idle' }, NAME])
    expect(own.copy.value).toMatch(/^data:/)
    expect(own.bounds.value).toEqual({ types: 'PNG, WebP', mb: 0, width: 300, height: 200 })
  })

  test('of two in a row the later one counts, and a refusal without a sentence of its own is told as any other', async () => {
    shop = await shopAtHand({ [PUT]: () => ({ body: null }) })
    const names: string[] = []
    const own = shop.use(() =>
      useOwnPicture(
        () => place,
        () => null,
        (name) => names.push(name),
      ),
    )
    const other = pngBytes({ width: 500, height: 500 })
    await Promise.all([own.send(file(GOOD)), own.send(file(other))])
    expect([names, own.sending.value]).toEqual([[], { kind: 'refused', code: 'other' }])
  })
})
