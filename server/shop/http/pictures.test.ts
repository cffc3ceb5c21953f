import { pictureName } from '@dangol/domain/catalogue/picture-file.ts'
import { jpegBytes, pngBytes, webpBytes } from '@dangol/domain/catalogue/testing/picture-bytes.ts'
import type { MadePicture } from '@dangol/domain/catalogue/testing/picture-bytes.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { PICTURES_MAX } from '../pictures/pictures.ts'
import { JERSEY } from '../testing/jersey.ts'
import { openStage } from '../testing/shop-stage.ts'

const DAY_MS = 24 * 60 * 60_000
const FOR_CREST = 'family=jersey&version=1&of=crest'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A shop that listens, asked by fetch as a phone asks. */
async function openShop() {
  const stage = await openStage()
  stage.shop.write(() => stage.shop.catalogue.publish(JERSEY))
  stage.addMember('C-1')
  stage.addMember('C-2')
  const url = await stage.app.listen({ host: '127.0.0.1', port: 0 })
  closing.push(() => stage.close())

  async function phone(number: string) {
    const { cookie, send } = await stage.signIn(number)
    const pathOf = (bytes: Uint8Array) => `${url}/api/pictures/${pictureName(bytes).slice('picture:'.length)}`
    return {
      send,
      pathOf,
      async put(bytes: Uint8Array<ArrayBuffer>, query = FOR_CREST, path = pathOf(bytes)) {
        const headers = { cookie, 'content-type': 'application/x-anything' }
        const answer = await fetch(`${path}?${query}`, { method: 'PUT', body: bytes, headers })
        const body = answer.status === 204 ? null : ((await answer.json()) as { code: string })
        return { status: answer.status, code: body?.code ?? null }
      },
      get: (bytes: Uint8Array) => fetch(pathOf(bytes), { headers: { cookie } }),
    }
  }
  const draft = (bytes: Uint8Array, over = {}) =>
    stage.draft({ familyId: JERSEY.id, choices: { crest: pictureName(bytes), size: 1 }, ...over })
  const kept = () => (stage.db.prepare('select count(*) as n from pictures').get() as { n: number }).n
  return { ...stage, phone, draft, kept }
}

const crest = (over: Partial<MadePicture> = {}) => pngBytes({ width: 300, height: 200, length: 5_000, ...over })

describe('a picture of one’s own', () => {
  test('comes back to its owner byte for byte, under the type that it is', async () => {
    const { phone } = await openShop()
    const mine = await phone('C-1')
    const large = jpegBytes({ width: 4_000, height: 3_000, length: 2_500_000 })
    for (const [bytes, type] of [
      [crest(), 'image/png'],
      [large, 'image/jpeg'],
    ] as const) {
      expect(await mine.put(bytes)).toEqual({ status: 204, code: null })
      const answer = await mine.get(bytes)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    }
  })

  test('is nobody else’s, not even who knows its digest', async () => {
    const { phone, kept } = await openShop()
    const [mine, other] = [await phone('C-1'), await phone('C-2')]
    await mine.put(crest())
    expect((await other.get(crest())).status).toBe(404)
    expect((await fetch(mine.pathOf(crest()))).status).toBe(401)
    await other.put(crest())
    expect(kept()).toBe(2)
  })

  test('is not taken from a stranger', async () => {
    const { phone, kept } = await openShop()
    const { pathOf } = await phone('C-1')
    const answer = await fetch(`${pathOf(crest())}?${FOR_CREST}`, { method: 'PUT', body: crest() })
    expect([answer.status, await answer.json(), kept()]).toEqual([401, { code: 'signed-out' }, 0])
  })

  test('[A13] is not taken from the page of another site', async () => {
    const { phone, kept } = await openShop()
    const { pathOf } = await phone('C-1')
    const headers = { 'sec-fetch-site': 'cross-site' }
    const answer = await fetch(`${pathOf(crest())}?${FOR_CREST}`, { method: 'PUT', body: crest(), headers })
    expect([answer.status, kept()]).toEqual([403, 0])
  })

  test.each([
    ['a script under the name of a picture', 415, 'wrong-type', new TextEncoder().encode('<svg onload="alert(1)"/>')],
    ['nothing at all', 415, 'wrong-type', new Uint8Array()],
    ['a type that this product does not take', 415, 'wrong-type', webpBytes({ width: 400, height: 400 })],
    ['too few pixels', 422, 'too-small', crest({ width: 299 })],
    ['more bytes than the model allows', 413, 'too-large', crest({ length: 3_000_001 })],
    ['more bytes than are read at all', 413, 'too-large', crest({ length: 17 * 1024 * 1024 })],
  ])('is refused: %s', async (_, status, code, bytes) => {
    const { phone, kept } = await openShop()
    expect(await (await phone('C-1')).put(bytes)).toEqual({ status, code })
    expect(kept()).toBe(0)
  })

  test('is refused under the digest of another file, and where no picture is asked', async () => {
    const { phone, kept } = await openShop()
    const mine = await phone('C-1')
    const wrong = await mine.put(crest(), FOR_CREST, mine.pathOf(crest({ length: 6_000 })))
    expect(wrong).toEqual({ status: 422, code: 'wrong-hash' })
    for (const query of ['family=jersey&version=1&of=size', 'family=jersey&version=2&of=crest', 'family=x'])
      expect([400, 422]).toContain((await mine.put(crest(), query)).status)
    expect((await mine.put(crest(), FOR_CREST, mine.pathOf(crest()).replace(/.$/, 'X'))).status).toBe(400)
    expect(kept()).toBe(0)
  })

  test('takes its part of a member’s share; sending it again takes none', async () => {
    const { phone, kept } = await openShop()
    const mine = await phone('C-1')
    for (let at = 0; at < PICTURES_MAX; at++)
      expect(await mine.put(crest({ width: 300 + at }))).toMatchObject({ status: 204 })
    expect(await mine.put(crest({ width: 999 }))).toEqual({ status: 409, code: 'too-many' })
    expect(await mine.put(crest())).toMatchObject({ status: 204 })
    expect(kept()).toBe(PICTURES_MAX)
    expect(await (await phone('C-2')).put(crest({ width: 999 }))).toMatchObject({ status: 204 })
  })

  test('is sent so and so often in ten minutes, no more', async () => {
    const { phone } = await openShop()
    const mine = await phone('C-1')
    const codes = new Set<string | null>()
    for (let sent = 0; sent <= 60; sent++) codes.add((await mine.put(crest())).code)
    expect([...codes]).toEqual([null, 'too-many-tries'])
  })
})

describe('a picture goes', () => {
  test('with the last configuration that shows it', async () => {
    const { phone, draft, kept } = await openShop()
    const mine = await phone('C-1')
    await mine.put(crest())
    const [first, second] = [draft(crest()), draft(crest())]
    for (const each of [first, second]) await mine.send('PUT', `/api/configurations/${each.id}`, each)
    await mine.send('DELETE', `/api/configurations/${first.id}`)
    expect(kept()).toBe(1)
    await mine.send('DELETE', `/api/configurations/${second.id}`)
    expect(kept()).toBe(0)
  })

  test('after a day, when nothing was saved with it, and as soon as a saved one has another', async () => {
    const { phone, draft, kept, shop, time } = await openShop()
    const mine = await phone('C-1')
    await mine.put(crest())
    await mine.put(crest({ width: 400 }))
    const one = draft(crest())
    await mine.send('PUT', `/api/configurations/${one.id}`, one)
    time.advance(DAY_MS - 1)
    shop.sweep()
    expect(kept()).toBe(2)
    time.advance(1)
    shop.sweep()
    expect([kept(), (await mine.get(crest())).status]).toEqual([1, 200])
    await mine.send('PUT', `/api/configurations/${one.id}`, { ...one, revision: 1, choices: { size: 1 } })
    shop.sweep()
    expect(kept()).toBe(0)
  })

  test('not while an order has to be made of it', async () => {
    const { phone, draft, kept, order, asStore, db, shop, time } = await openShop()
    const mine = await phone('C-1')
    await mine.put(crest())
    const one = draft(crest())
    await mine.send('PUT', `/api/configurations/${one.id}`, one)
    const { alias } = db.prepare("select alias from customers where number = 'C-1'").get() as { alias: never }
    const [line] = order().lines
    if (line === undefined) throw new Error('an order has a line')
    const placed = order({ customerId: alias, lines: [{ ...line, configuration: { ...one, revision: 1 } }] })
    expect((await asStore('PUT', `/orders/${placed.orderId}`, placed)).status).toBe(200)
    await mine.send('DELETE', `/api/configurations/${one.id}`)
    time.advance(2 * DAY_MS)
    shop.sweep()
    expect(kept()).toBe(1)
  })

  test('with its owner', async () => {
    const { phone, kept, db } = await openShop()
    await (await phone('C-1')).put(crest())
    await (await phone('C-2')).put(crest())
    db.exec("delete from customers where number = 'C-1'")
    expect(kept()).toBe(1)
  })

  test('in its turn: housekeeping looks at those first that it has not looked at for longest', async () => {
    const { phone, draft, kept, shop, time } = await openShop()
    const [mine, other] = [await phone('C-1'), await phone('C-2')]
    const used = Array.from({ length: 15 }, (_, at) => crest({ width: 300 + at }))
    for (const bytes of used) {
      await mine.put(bytes)
      const one = draft(bytes)
      await mine.send('PUT', `/api/configurations/${one.id}`, one)
    }
    time.advance(1)
    await other.put(crest())
    time.advance(DAY_MS)
    shop.sweep()
    expect(kept()).toBe(15)
  })
})
