import { until } from '@dangol/client/testing/until.ts'
import { RM1_REFUSAL_MS } from '@dangol/domain/recognition/rm1.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DOUBLE_READ_MS } from '../devices/read-code.ts'
import { OTHER_RC1_TEXT, RC1_TEXT, configurationView, memberVisit, visitView } from '../testing/fixtures.ts'
import { openTestKiosk } from '../testing/test-kiosk.ts'
import type { TestKiosk } from '../testing/test-kiosk.ts'
import { SCAN_OUTCOME_MS } from './scan-outcome.ts'

let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = openTestKiosk()
  await kiosk.online()
  kiosk.store.answer('recognition:scan', () => ({ ok: true, value: { kind: 'recognised', visit: memberVisit(1) } }))
})
afterEach(() => kiosk.close())

const bytes = (text: string) => new TextEncoder().encode(text)
const scan = (text: string, takeOver = false) => kiosk.ask('visit:scan', { text, lang: 'ko', takeOver })
const scanned = () => kiosk.asked('recognition:scan') as { text: string; takeOver: boolean; commandId: string }[]

describe('a scan', () => {
  it('by the reader opens the visit that the server answers', async () => {
    kiosk.scanner.read(bytes(`${RC1_TEXT}\r\n`))
    expect(kiosk.host.state().scan).toBe('checking')
    await until(() => kiosk.host.state().visit?.customer !== null && kiosk.host.state().visit !== null)
    expect(scanned()).toMatchObject([{ text: RC1_TEXT, lang: 'ko', takeOver: false }])
    expect(kiosk.host.state().scan).toBe('idle')
  })

  it('is sent before any screen hears that it is being checked', async () => {
    kiosk.store.answer('recognition:scan', () => 'silence')
    const request = vi.spyOn(kiosk.link, 'request')
    const screens: string[] = []
    kiosk.host.onState((state) => screens.push(state.scan))
    kiosk.scanner.read(bytes(RC1_TEXT))
    expect(request).toHaveBeenCalledWith('recognition:scan', expect.objectContaining({ text: RC1_TEXT }))
    expect(screens).toEqual(['idle'])
    await until(() => screens.includes('checking'))
  })

  it('of a configuration code says which configuration to open', async () => {
    const configuration = configurationView(9)
    const visit = visitView(1, { level: 'L1', configurations: [configuration] })
    kiosk.store.answer('recognition:scan', () => ({
      ok: true,
      value: { kind: 'configuration', visit, configurationId: configuration.id },
    }))
    expect(await scan(RC1_TEXT)).toEqual({ ok: true, value: { openConfiguration: configuration.id } })
  })

  it('read twice within three seconds is one, for as long as the code is held there', async () => {
    await scan(RC1_TEXT)
    for (let read = 0; read < 4; read++) {
      kiosk.time.pass(DOUBLE_READ_MS - 100)
      kiosk.scanner.read(bytes(RC1_TEXT))
    }
    await kiosk.settled()
    expect(scanned()).toHaveLength(1)
    kiosk.time.pass(DOUBLE_READ_MS)
    await scan(RC1_TEXT)
    expect(scanned()).toHaveLength(2)
  })

  it('while another is looked at is dropped', async () => {
    kiosk.store.answer('recognition:scan', () => 'silence')
    void scan(RC1_TEXT)
    await until(() => scanned().length === 1)
    expect(await scan(OTHER_RC1_TEXT)).toEqual({ ok: true, value: { openConfiguration: null } })
    expect(scanned()).toHaveLength(1)
  })

  it('refused by the server shows so for a while', async () => {
    kiosk.store.answer('recognition:scan', () => ({ ok: false, error: { code: 'code-refused' } }))
    expect(await scan(RC1_TEXT)).toEqual({ ok: false, error: { code: 'code-refused' } })
    expect(kiosk.host.state().scan).toBe('refused')
    kiosk.time.pass(SCAN_OUTCOME_MS)
    expect(kiosk.host.state().scan).toBe('idle')
  })

  it('[A6] that is no code of ours gets the same answer after the same wait, and is not sent', async () => {
    const answer = scan('https://example.com/pay-me')
    await kiosk.settled()
    expect(kiosk.host.state().scan).toBe('checking')
    kiosk.time.pass(RM1_REFUSAL_MS)
    expect(await answer).toEqual({ ok: false, error: { code: 'code-refused' } })
    expect(scanned()).toEqual([])
  })

  it("without the store server is 'unavailable', not refused", async () => {
    await kiosk.store.stop()
    await until(() => kiosk.host.state().link === 'offline')
    expect(await scan(RC1_TEXT)).toEqual({ ok: false, error: { code: 'unavailable' } })
    expect(kiosk.host.state().scan).toBe('idle')
  })
})

describe('a code of another person', () => {
  beforeEach(async () => {
    await kiosk.show(memberVisit(1))
    kiosk.store.answer('recognition:scan', ({ takeOver }) =>
      takeOver
        ? { ok: true, value: { kind: 'recognised', visit: memberVisit(2) } }
        : { ok: true, value: { kind: 'another-person' } },
    )
  })

  it('asks first, and takes over with the code that the reader had read', async () => {
    kiosk.scanner.read(bytes(RC1_TEXT))
    await until(() => kiosk.host.state().scan === 'another-person')
    expect(kiosk.host.state().visit?.epoch).toBe(1)
    expect(await scan('', true)).toEqual({ ok: true, value: { openConfiguration: null } })
    expect(scanned().map(({ text, takeOver }) => [text, takeOver])).toEqual([
      [RC1_TEXT, false],
      [RC1_TEXT, true],
    ])
    expect(new Set(scanned().map(({ commandId }) => commandId)).size).toBe(2)
  })

  it('is forgotten when the answer is no', async () => {
    await scan(RC1_TEXT)
    await kiosk.ask('visit:forget-scan', {})
    expect(kiosk.host.state().scan).toBe('idle')
    const nothing = scan('', true)
    await kiosk.settled()
    kiosk.time.pass(RM1_REFUSAL_MS)
    expect(await nothing).toEqual({ ok: false, error: { code: 'code-refused' } })
  })

  it('[A7] is forgotten with the visit', async () => {
    kiosk.store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
    await scan(RC1_TEXT)
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(kiosk.host.state().scan).toBe('idle')
  })
})
