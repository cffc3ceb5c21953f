import type { CustomerId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import type { StoreState } from '@dangol/protocol/sync.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { TELL_EVERY_MS } from './features/devices/device-register.ts'
import { createManualTime } from './testing/manual-time.ts'
import { openHelpedVisit, refusalOf, valueOf } from './testing/helped-visit.ts'
import { createPhone } from './testing/member-code.ts'
import { ANSWER_MS, EMMA, JIWOO, memberFeed, mirrored, startTestStore } from './testing/store-server.ts'
import type { TestDevice } from './testing/store-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
const open = async () => {
  const visit = await openHelpedVisit()
  closing.push(() => visit.close())
  return visit
}
const eventsOf = (device: TestDevice) => {
  const events: string[] = []
  device.socket.onAny((event: string, message: { topic?: string }) => events.push(`${event} ${message.topic ?? ''}`))
  return events
}
const presencesOf = (device: TestDevice) => {
  const heard: Presence[] = []
  device.socket.on('assist:presence', (presence: Presence) => heard.push(presence))
  return heard
}
/** Long enough for anything that was sent to arrive: an answer comes after it on the same connection. */
const settle = (device: TestDevice) => device.ask('catalogue:get', { haveVersion: null })

describe('the stream of a visit', () => {
  test('[T3] ends for whom it is over, with the very change that ends it, and goes on for the others', async () => {
    const visit = await open()
    const jieun = await visit.helper('jieun', 'view')
    const junho = await visit.helper('junho', 'view')
    // Who serves last serves alone; both were let in and follow.
    valueOf(await visit.follow(junho.device))
    const topic = `visit:${visit.visitId}`
    const followsToo = refusalOf(await visit.follow(jieun.device)) === null
    valueOf(await visit.open(visit.kiosk))
    await junho.device.hears((live) => live.topic === topic)
    const events = eventsOf(junho.device)
    valueOf(await visit.agree(junho.assistId, null))
    valueOf(await visit.edit(visit.kiosk, { colour: 'blue' }, 0))
    await settle(junho.device)
    expect(events.filter((event) => event.includes(topic))).toEqual([`log:revoked ${topic}`])
    expect(refusalOf(await visit.follow(junho.device))).toBe('not-entitled')
    if (followsToo) await jieun.device.hears(({ entries }) => entries.some(({ type }) => type.startsWith('draft.')))
  })

  test('[A8] [T3] ends for everyone when the visit is over', async () => {
    const visit = await open()
    const jieun = await visit.helper('jieun', 'view')
    valueOf(await visit.follow(jieun.device))
    valueOf(await visit.follow(visit.kiosk))
    const [tablet, kiosk] = [eventsOf(jieun.device), eventsOf(visit.kiosk)]
    await visit.end()
    await settle(jieun.device)
    const topic = `visit:${visit.visitId}`
    for (const events of [tablet, kiosk]) {
      expect(events.filter((event) => event.includes(topic))).toEqual([`log:revoked ${topic}`])
    }
    expect(refusalOf(await visit.follow(visit.kiosk))).toBe('not-entitled')
  })

  test('[A17] [T3] ends for the associate who signed out of the tablet, also on a connection that lingers', async () => {
    const visit = await open()
    const jieun = await visit.helper('jieun', 'view')
    valueOf(await visit.follow(jieun.device))
    const events = eventsOf(jieun.device)
    await visit.store.connect('tablet', 'tablet-of-jieun', { associate: 'junho' })
    await expect.poll(() => jieun.device.socket.disconnected).toBe(true)
    expect(events).toContain(`log:revoked visit:${visit.visitId}`)
  })
})

describe('what a kiosk is sent', () => {
  const MINSU = createPhone('0123456789abcdef')
  const HANA = createPhone('fedcba9876543210')

  /** Everything kiosk-1 is sent, as text, while somebody else has a visit at kiosk-2. */
  async function sentWhile(other: { id: CustomerId; name: string; phone: typeof MINSU }): Promise<string[]> {
    const feed = memberFeed({ id: other.id, name: other.name }, [other.phone])
    // Epochs are random names; here they are the same in both runs, so that every byte can be compared.
    // What the store does by itself, in its own time, must not fall now here, now there: its time is turned by hand.
    const timers = createManualTime()
    const store = await startTestStore(feed, { random: (length) => new Uint8Array(length).fill(7), timers })
    closing.push(() => store.close())
    timers.advance(1)
    await mirrored(store)
    const [kiosk, neighbour] = [await store.connect('kiosk', 'kiosk-1'), await store.connect('kiosk', 'kiosk-2')]
    const tellsByItself = async (): Promise<void> => {
      timers.advance(2 * TELL_EVERY_MS)
      for (const device of [kiosk, neighbour]) await settle(device)
    }
    await tellsByItself()
    const sent: string[] = []
    kiosk.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      const text = String(data)
      // The answer to the connection itself holds a random name of it; heads are told by the clock, and not in step with this.
      if (type === 'message' && !text.startsWith('0') && !text.includes('"log:head"')) sent.push(text)
    })
    await kiosk.ask('sync:subscribe', { topic: 'kiosk:kiosk-1', cursor: null })
    const { id: visitId } = valueOf(await kiosk.ask('visits:begin', { commandId: store.newCommandId(), lang: 'ko' }))
    const text = other.phone.codeAt(store.time.nowMs())
    const scan = { commandId: store.newCommandId(), text, lang: 'ko' as const, takeOver: false }
    const seen = valueOf(await neighbour.ask('recognition:scan', scan))
    expect(JSON.stringify(seen)).toContain(other.name.slice(0, 1))
    await tellsByItself()
    await kiosk.ask('visits:set-language', { commandId: store.newCommandId(), visitId, lang: 'en' })
    await kiosk.ask('sync:subscribe', { topic: 'kiosk:kiosk-1', cursor: null })
    await kiosk.ask('sync:subscribe', { topic: 'floor', cursor: null })
    await kiosk.ask('sync:subscribe', { topic: 'kiosk:kiosk-2', cursor: null })
    await kiosk.ask('visits:end', { commandId: store.newCommandId(), visitId, reason: 'shopper' })
    return sent
  }

  test('[T4] does not depend on anybody else’s visit, to the byte', async () => {
    const minsu = await sentWhile({ id: JIWOO, name: '박민수', phone: MINSU })
    const hana = await sentWhile({ id: EMMA, name: '최하나', phone: HANA })
    expect(minsu.length).toBeGreaterThan(8)
    expect(minsu).toEqual(hana)
    expect(minsu.join('')).not.toMatch(/박|최|kiosk-2/)
  })
})

describe('presence', () => {
  test('[P1] reaches who follows the visit, is told to who joins, and never stands in the log', async () => {
    const visit = await open()
    valueOf(await visit.follow(visit.kiosk))
    const jieun = await visit.helper('jieun', 'view')
    const stranger = await visit.store.connect('tablet', 'tablet-9', { associate: 'junho' })
    const heard = [visit.kiosk, jieun.device, stranger].map(presencesOf)
    const look = (device: TestDevice, looking: string | null) =>
      device.ask('assist:present', { visitId: visit.visitId, looking })
    expect(await look(visit.kiosk, 'colour')).toEqual({ ok: true, value: null })
    expect(await look(stranger, 'colour')).toMatchObject({ error: { code: 'not-agreed' } })
    valueOf(await visit.follow(jieun.device))
    await look(jieun.device, 'kind')
    await settle(stranger)
    await settle(visit.kiosk)
    const words = (list: Presence[] = []) => list.map(({ author, looking }) => [author.kind, looking])
    expect(heard.map(words)).toEqual([
      [
        ['shopper', 'colour'],
        ['associate', 'kind'],
      ],
      [
        ['shopper', 'colour'],
        ['associate', 'kind'],
      ],
      [],
    ])
    expect(heard[0]?.[1]?.author).toMatchObject({ id: 'jieun', deviceId: 'tablet-of-jieun' })
    const logged = visit.store.deps.db.prepare("select count(*) as n from log where type like '%presen%'").get()
    expect(logged).toEqual({ n: 0 })
  })
})

describe('the store', () => {
  test('[L7] [D2] says its time and whether it can write, on connecting and whenever that changes', async () => {
    const store = await startTestStore()
    closing.push(() => store.close())
    const socket = store.knock({
      ...{ protocol: 2, token: store.deps.deviceKeys.kiosk },
      device: { id: 'kiosk-1', kind: 'kiosk' },
    })
    const states: StoreState[] = []
    const next = () => new Promise<void>((resolve) => socket.once('store:state', () => resolve()))
    socket.on('store:state', (state: StoreState) => states.push(state))
    await next()
    expect(states).toEqual([{ at: store.time.nowMs(), writable: true }])
    store.deps.db.pragma('query_only = on')
    const ask = { commandId: store.newCommandId(), lang: 'ko' }
    const told = next()
    const refused: unknown = await socket.timeout(ANSWER_MS).emitWithAck('visits:begin', ask)
    await told
    expect([refused, states.at(-1)?.writable]).toEqual([{ ok: false, error: { code: 'read-only' } }, false])
    store.deps.db.pragma('query_only = off')
    await next()
    expect(states.at(-1)?.writable).toBe(true)
    expect(await socket.timeout(ANSWER_MS).emitWithAck('visits:begin', ask)).toMatchObject({ ok: true })
  })

  test('[R2] the office sees what was refused to a device, and what came too fast', async () => {
    const store = await startTestStore()
    closing.push(() => store.close())
    const kiosk = await store.connect('kiosk', 'kiosk-1')
    const wrong: [string, unknown][] = [
      ['visits:begin', { lang: 'tlh' }],
      ['no:such', {}],
      ['insights:office', {}],
      ['sync:subscribe', { topic: 'floor', cursor: null }],
    ]
    const codes = []
    for (const [name, input] of wrong) {
      const answer = (await kiosk.socket.timeout(ANSWER_MS).emitWithAck(name, input)) as { error: { code: string } }
      codes.push(answer.error.code)
    }
    expect(codes).toEqual(['malformed', 'malformed', 'not-allowed', 'not-entitled'])
    kiosk.socket.emit('visits:begin', 'with nobody who waits for the answer')
    await settle(kiosk)
    const old = { protocol: 0, device: { id: 'kiosk-1', kind: 'kiosk' }, token: store.deps.deviceKeys.kiosk }
    await new Promise((resolve) => store.knock(old).on('connect_error', resolve))
    const health = store.app.features.devices.snapshot('fleet').map(({ value }) => value)
    expect(health).toMatchObject([{ id: 'kiosk-1' as DeviceId, refused: 6, throttled: 0 }])
  })
})
