import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'
import { showTo } from './demo-kiosk.ts'

async function kioskThatAnswers(status: number) {
  const scanned: unknown[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      scanned.push(JSON.parse(text))
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, scanned, close: () => server.close() }
}

test('a signed-in shopper shows a code to the demonstration kiosk as a scanner would read it', async () => {
  const kiosk = await kioskThatAnswers(204)
  const { addMember, signIn } = await openStage({ showToKiosk: showTo(kiosk.url) })
  addMember('C-1')
  const phone = await signIn('C-1')
  expect((await phone.send('POST', '/api/demo/show', { text: 'RM1:ABC' })).status).toBe(204)
  expect(kiosk.scanned).toEqual([{ text: 'RM1:ABC' }])
  kiosk.close()
})

test('a kiosk that is not there is said to be not there', async () => {
  const kiosk = await kioskThatAnswers(204)
  kiosk.close()
  const { addMember, signIn } = await openStage({ showToKiosk: showTo(kiosk.url) })
  addMember('C-1')
  const phone = await signIn('C-1')
  expect(await phone.send('POST', '/api/demo/show', { text: 'RM1:ABC' })).toMatchObject({ status: 404 })
})

test('outside the demonstration there is no such door', async () => {
  const { addMember, signIn } = await openStage()
  addMember('C-1')
  const phone = await signIn('C-1')
  expect((await phone.send('POST', '/api/demo/show', { text: 'RM1:ABC' })).status).toBe(404)
})
