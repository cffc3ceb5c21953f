import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@dangol/client/testing/until.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CANARY_NAME, memberVisit, visitId, visitView } from '../host/testing/fixtures.ts'
import { openTestKiosk } from '../host/testing/test-kiosk.ts'
import type { TestKiosk } from '../host/testing/test-kiosk.ts'
import { GOODBYE_MS } from '../host/visit/goodbye.ts'
import { openBrowserBridge } from './bridge-client.ts'
import { BRIDGE_PATH } from './bridge-wire.ts'
import { openBrowserShell } from './server.ts'
import type { BrowserShell } from './server.ts'

let kiosk: TestKiosk
let shell: BrowserShell
let folder: string

beforeEach(async () => {
  kiosk = openTestKiosk()
  folder = mkdtempSync(join(tmpdir(), 'dangol-page-'))
  writeFileSync(join(folder, 'index.html'), '<html><head></head></html>')
  const onFailure = (error: unknown) => {
    throw error
  }
  shell = await openBrowserShell({ host: kiosk.host, folder, port: 0, scanner: null, onFailure })
  await kiosk.online()
})
afterEach(async () => {
  await shell.close()
  await kiosk.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A page as the shell would serve it, without a browser around it. */
async function openPage() {
  const html = await (await fetch(shell.url)).text()
  const token = /name="bridge-token" content="([^"]+)"/.exec(html)?.[1]
  let starts = 0
  let hostBack = false
  const bridge = openBrowserBridge({
    connect: () =>
      io(shell.url, {
        path: BRIDGE_PATH,
        transports: ['websocket'],
        auth: { token },
        extraHeaders: { origin: shell.url },
        reconnection: false,
        forceNew: true,
      }),
    hostAnswers: () => Promise.resolve(hostBack),
    startOver() {
      starts++
    },
  })
  const states: KioskState[] = []
  bridge.onState((state) => states.push(state))
  await until(() => states.length > 0)
  return { bridge, states, starts: () => starts, hostComesBack: () => (hostBack = true) }
}

const endVisit = async () => {
  kiosk.store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
  await kiosk.ask('visit:end', { epoch: 1 })
}

it('asks the host and hears of every change', async () => {
  const page = await openPage()
  expect(await page.bridge.ask('kiosk:catalogue', {})).toEqual({ ok: true, value: null })
  await kiosk.show(visitView(1))
  await until(() => page.states.at(-1)?.visit?.epoch === 1)
  expect(await page.bridge.ask('visit:extend', { epoch: 9 })).toEqual({ ok: false, error: { code: 'visit-over' } })
})

it('gives a late listener the present state', async () => {
  const page = await openPage()
  const seen: KioskState[] = []
  page.bridge.onState((state) => seen.push(state))
  expect(seen).toHaveLength(1)
})

it('shows the goodbye, and becomes a new page when it is over', async () => {
  const page = await openPage()
  await kiosk.show(memberVisit(1))
  await endVisit()
  await until(() => page.states.at(-1)?.goodbye !== null)
  expect(page.starts()).toBe(0)
  kiosk.time.pass(GOODBYE_MS)
  await until(() => page.starts() === 1)
})

it('[A7] [A8] never shows a page of one visit anything of the next', async () => {
  const page = await openPage()
  await kiosk.show(memberVisit(1))
  const next = visitView(2)
  kiosk.tell([{ kind: 'visit', id: next.id, value: next }], [{ kind: 'visit', id: visitId(1) }])
  await until(() => page.starts() === 1)
  await kiosk.settled()
  expect(JSON.stringify(page.states)).not.toContain(visitId(2))
})

it('shows nothing personal when the host is gone, and starts over when it is back', async () => {
  const page = await openPage()
  await kiosk.show(memberVisit(1))
  await until(() => page.states.at(-1)?.visit !== null)
  await shell.close()
  await until(() => page.states.at(-1)?.link === 'offline')
  expect(JSON.stringify(page.states.at(-1))).not.toContain(CANARY_NAME)
  page.hostComesBack()
  await until(() => page.starts() === 1)
})
