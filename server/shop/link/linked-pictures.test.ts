import { pictureName } from '@dangol/domain/catalogue/picture-file.ts'
import { pngBytes } from '@dangol/domain/catalogue/testing/picture-bytes.ts'
import { expect, test } from 'vitest'
import { JERSEY } from '../testing/jersey.ts'
import { openLinkedStage } from '../testing/linked-stage.ts'

const DAY_MS = 24 * 60 * 60_000

test('a picture of the shopper’s own stays while a design at the shop names it, and as long as an order may be made of it', async () => {
  const stage = await openLinkedStage()
  stage.platform.add('41')
  const phone = await stage.enter('41')
  stage.shop.write(() => stage.shop.catalogue.publish(JERSEY))
  const bytes = pngBytes({ width: 400, height: 300 })
  const digest = pictureName(bytes).slice('picture:'.length)
  const sent = { digest, bytes: Buffer.from(bytes), model: JERSEY, characteristicId: 'crest' }
  stage.shop.write(() => stage.shop.pictures.put(phone.member.id, sent))
  const draft = stage.draft({ familyId: JERSEY.id, choices: { crest: pictureName(bytes) } })
  await phone.send('PUT', `/api/configurations/${draft.id}`, draft)
  const isKept = () => stage.shop.pictures.find(phone.member.id, digest) !== null
  stage.time.advance(2 * DAY_MS)
  expect(isKept()).toBe(true)
  expect(await phone.send('DELETE', `/api/configurations/${draft.id}`)).toMatchObject({ status: 204 })
  stage.time.advance(89 * DAY_MS)
  expect(isKept()).toBe(true)
  stage.time.advance(2 * DAY_MS)
  expect(isKept()).toBe(false)
})
