import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Random } from '@dangol/domain/chance/random.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShopLine } from './shop-line.ts'
import type { ShopLine } from './shop-line.ts'

const heard: string[] = []
const NOW = 'Sun, 22 Nov 2026 12:00:00 GMT'
let line: ShopLine
let close: () => Promise<void>

beforeEach(async () => {
  heard.length = 0
  const shop = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(body)
      response.writeHead(200, { date: NOW, 'x-of': 'the shop' }).end(`said ${body}`)
    })
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of that kind.
  const { port } = shop.address() as AddressInfo
  line = await openShopLine(`http://127.0.0.1:${port}`, new Random(1))
  close = async () => {
    await line.close()
    await new Promise<void>((resolve) => void shop.close(() => resolve()))
  }
})
afterEach(() => close())

const ask = (body: string) => fetch(line.url, { method: 'POST', body, signal: AbortSignal.timeout(30_000) })

test('a line without trouble carries what is asked and what is answered', async () => {
  const answer = await ask('hello')
  expect([answer.status, answer.headers.get('x-of'), await answer.text()]).toEqual([200, 'the shop', 'said hello'])
  expect([...line.done]).toEqual([])
})

test('a request that is lost never reaches the shop; an answer that is lost was given', async () => {
  line.setTrouble(1, 'lose-request')
  await expect(ask('one')).rejects.toThrow()
  expect(heard).toEqual([])
  line.setTrouble(1, 'lose-answer')
  await expect(ask('two')).rejects.toThrow()
  expect(heard).toEqual(['two'])
})

test('a refusal in front of the shop reaches nobody; one behind it hides what was done', async () => {
  line.setTrouble(1, 'status-429')
  const early = await ask('one')
  expect([early.status, early.headers.get('retry-after'), heard]).toEqual([429, '1', []])
  line.setTrouble(1, 'status-502-after')
  expect([(await ask('two')).status, heard]).toEqual([502, ['two']])
})

test('an answer that is cut has its status and half of its words', async () => {
  line.setTrouble(1, 'cut-answer')
  const answer = await ask('a long story')
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow()
})

test("the shop's clock is as far off as it is set", async () => {
  line.setClockOffset(-90_000)
  expect((await ask('what time is it')).headers.get('date')).toBe('Sun, 22 Nov 2026 11:58:30 GMT')
})

test('what was done to requests is counted', async () => {
  line.setTrouble(1, 'status-500')
  await ask('one')
  await ask('two')
  expect([...line.done]).toEqual([['status-500', 2]])
})
