import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Random } from '@dangol/domain/chance/random.ts'
import { expect, test } from 'vitest'
import { openHookRelay } from './hook-relay.ts'

/** A store that notes what it hears; closes itself. */
async function withStore(run: (o: { url: string; heard: string[] }) => Promise<void>): Promise<void> {
  const heard: string[] = []
  const store = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(`${String(request.headers['x-webhook-signature'])} ${body}`)
      response.end()
    })
  })
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of that kind.
  const { port } = store.address() as AddressInfo
  await run({ url: `http://127.0.0.1:${port}/`, heard })
  await new Promise<void>((resolve) => {
    store.close(() => resolve())
    store.closeAllConnections()
  })
}

const tell = (url: string, body: string) =>
  fetch(url, { method: 'POST', body, headers: { 'x-webhook-signature': 'signed', 'x-other': 'not carried' } })

test('a mended relay carries each message once, with its signature', () =>
  withStore(async ({ url, heard }) => {
    const relay = await openHookRelay(new Random(1))
    relay.setTrouble(false)
    expect((await tell(relay.url, 'before anybody listens')).status).toBe(200)
    relay.aim(url)
    for (const body of ['one', 'two', 'three']) await tell(relay.url, body)
    await expect.poll(() => heard.toSorted()).toEqual(['signed one', 'signed three', 'signed two'])
    expect(relay.counts).toMatchObject({ heard: 4, lost: 0, doubled: 0, late: 0, refused: 0 })
    await relay.close()
  }))

test('one in trouble loses some, doubles some, and is refused by some', () =>
  withStore(async ({ url, heard }) => {
    const relay = await openHookRelay(new Random(1))
    relay.aim(url)
    for (let n = 0; n < 60; n++) await tell(relay.url, `${n}`)
    const { lost, doubled, late, refused } = relay.counts
    expect(Math.min(lost, doubled, late, refused)).toBeGreaterThan(0)
    await expect.poll(() => heard.length).toBe(60 - lost - refused + doubled)
    await relay.close()
  }))
