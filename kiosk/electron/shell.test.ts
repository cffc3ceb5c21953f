import { until } from '@dangol/client/testing/until.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CANARY_NAME, memberVisit, visitId, visitView } from '../host/testing/fixtures.ts'
import { CRASHES_MAX, OUT_OF_SERVICE_MS, UNRESPONSIVE_MS } from '../host/policy/recovery.ts'
import { GOODBYE_MS } from '../host/visit/goodbye.ts'
import { STATE_CHANNEL } from './channels.ts'
import { OUT_OF_SERVICE_URL } from './out-of-service.ts'
import { openShell } from './shell.ts'
import { createFakeElectron, isPrevented } from './testing/fake-electron.ts'
import type { FakeContents, FakeSession } from './testing/fake-electron.ts'
import { openTestShell } from './testing/open-test-shell.ts'
import type { TestShell } from './testing/open-test-shell.ts'

let shell: TestShell
beforeEach(async () => {
  shell = await openTestShell()
})
afterEach(() => shell.close())

const called = (name: string) => shell.calls.filter((call) => call.name === name).map(({ value }) => value)
const endVisit = async (epoch: number) => {
  shell.kiosk.store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
  await shell.kiosk.ask('visit:end', { epoch })
  const old = shell.latest()
  shell.kiosk.time.pass(GOODBYE_MS)
  await until(() => shell.latest() !== old, 'the next page')
}

describe('the program', () => {
  it('starts sandboxed, with its own scheme, without a menu, and keeps the display awake', () => {
    expect(called('enableSandbox')).toHaveLength(1)
    expect(called('setApplicationMenu')).toEqual([null])
    expect(called('powerSaveBlocker')).toEqual(['prevent-display-sleep'])
    const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    expect(called('registerSchemesAsPrivileged')).toEqual([[{ scheme: 'kiosk', privileges }]])
  })

  it('[A14] is one window over everything that does not close by itself', () => {
    const [window] = shell.windows
    expect(window?.options).toMatchObject({ kiosk: true, frame: false })
    expect(window?.menuRemoved).toBe(true)
    expect(window && isPrevented(window, 'close')).toBe(true)
    expect(window && isPrevented(window, 'system-context-menu')).toBe(true)
    shell.app.emit('before-quit')
    expect(window && isPrevented(window, 'close')).toBe(false)
  })

  it('runs once on a machine', async () => {
    const second = createFakeElectron({ secondInstance: true })
    const never = () => {
      throw new Error('a second kiosk must not start')
    }
    const { clock, timers } = { clock: shell.time, timers: shell.time }
    const options = { folder: '/', preload: '/', packaged: true, clock, timers, nonce: () => '', log: () => undefined }
    expect(await openShell({ electron: second.electron, openHost: never, ...options })).toBe(false)
    expect(second.calls.map(({ name }) => name)).toEqual(['quit'])
  })
})

describe('a page', () => {
  it('[A14] is isolated, sandboxed and without any extra', () => {
    expect(shell.views.at(-1)?.preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      backgroundThrottling: false,
      preload: '/app/preload.cjs',
    })
    expect(shell.views.at(-1)?.bounds).toEqual({ x: 0, y: 0, width: 1080, height: 1920 })
    expect(shell.latest().loaded).toEqual(['kiosk://app/'])
  })

  it('has developer tools only while it is not packaged', async () => {
    const development = await openTestShell({ packaged: false })
    expect(development.views.at(-1)?.preferences['devTools']).toBe(true)
    await development.close()
  })

  // Break-out list of kiosk-shell 3, items 3, 4 and 6.
  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'view-source:kiosk://app/',
    'devtools://devtools/',
    'chrome://gpu',
    'mailto:a@b.c',
    'tel:112',
    'javascript:alert(1)',
    'data:text/html,x',
    'kiosk://app.evil/',
    'kiosk://u@app/',
  ])('[A14] does not go to %s, by click, script, redirect or new window', (url) => {
    const page = shell.latest()
    expect(isPrevented(page, 'will-frame-navigate', { url })).toBe(true)
    expect(isPrevented(page, 'will-redirect', { url })).toBe(true)
    expect(page.openHandler?.({ url })).toEqual({ action: 'deny' })
  })

  it('[A14] opens no window even for its own address, and may reload itself', () => {
    const page = shell.latest()
    expect(page.openHandler?.({ url: 'kiosk://app/' })).toEqual({ action: 'deny' })
    expect(isPrevented(page, 'will-frame-navigate', { url: 'kiosk://app/index.html' })).toBe(false)
  })

  it.each([
    ['will-attach-webview', 'a webview'],
    ['context-menu', 'the context menu of a long press'],
    ['will-prevent-unload', 'a page that wants to stay'],
  ])('[A14] refuses %s: %s', (event) => expect(isPrevented(shell.latest(), event)).toBe(true))

  it.each(['login', 'select-client-certificate'])('[A14] the program refuses %s', (event) =>
    expect(isPrevented(shell.app, event)).toBe(true),
  )

  it('[A12] never trusts a certificate that Chromium does not', () => {
    const trusted: boolean[] = []
    const trust = (trusts: boolean) => trusted.push(trusts)
    shell.app.emit('certificate-error', {}, shell.latest(), 'https://store/', 'ERR', {}, trust)
    expect(trusted).toEqual([false])
  })

  it.each([
    ['F5', {}],
    ['F11', {}],
    ['F12', {}],
    ['p', { control: true }],
    ['I', { control: true, shift: true }],
    ['F4', { alt: true }],
    ['Tab', { alt: true }],
    ['ArrowLeft', { alt: true }],
    ['Meta', { meta: true }],
    ['ContextMenu', {}],
    ['BrowserBack', {}],
  ])('[A14] does not get the key %s %j', (key, modifiers) => {
    const input = { type: 'keyDown', key, control: false, alt: false, meta: false, shift: false, ...modifiers }
    expect(isPrevented(shell.latest(), 'before-input-event', {}, input)).toBe(true)
  })

  it('[A14] gets letters, and ignores menu shortcuts and pinches', () => {
    const page = shell.latest()
    const input = { type: 'keyDown', key: '김', control: false, alt: false, meta: false }
    expect(isPrevented(page, 'before-input-event', {}, input)).toBe(false)
    expect(page.menuShortcutsIgnored).toBe(true)
    expect(page.zoomMode).toBe('disabled')
  })
})

describe('a partition', () => {
  const session = () => shell.latest().session
  const handler = <T>(name: string, of: FakeSession = session()) => of.handlers.get(name) as T

  it.each([
    ['https://example.com/x.js', true],
    ['ws://127.0.0.1:4600/', true],
    ['file:///etc/passwd', true],
    ['kiosk://app/assets/x.js', false],
    ['blob:kiosk://app/1', false],
  ])('a request for %s is cancelled: %s', (url, cancelled) => {
    let decision: unknown
    handler<(details: object, decide: (d: unknown) => void) => void>('request')({ url }, (made) => (decision = made))
    expect(decision).toEqual({ cancel: cancelled })
  })

  it.each([
    ['media', { mediaTypes: ['video'] }, true],
    ['media', { mediaTypes: ['audio'] }, false],
    ['media', { mediaTypes: ['video', 'audio'] }, false],
    ['fileSystem', {}, false],
    ['clipboard-read', {}, false],
    ['openExternal', {}, false],
    ['hid', {}, false],
  ])('the permission %s %j: %s', (permission, more, allowed) => {
    let decision: unknown
    const details = { requestingUrl: 'kiosk://app/', isMainFrame: true, ...more }
    const request = handler<(...values: unknown[]) => void>('permission')
    request(null, permission, (made: boolean) => (decision = made), details)
    expect(decision).toBe(allowed)
  })

  it('a permission is checked by the same rule, also for nobody in particular', () => {
    const check = handler<(...values: unknown[]) => boolean>('check')
    const camera = { requestingUrl: 'kiosk://app/', mediaType: 'video', isMainFrame: true }
    expect(check(null, 'media', 'kiosk://app', camera)).toBe(true)
    expect(check(null, 'media', 'kiosk://app', { ...camera, mediaType: 'audio' })).toBe(false)
    expect(check(null, 'media', 'kiosk://app', { ...camera, requestingUrl: undefined })).toBe(false)
    expect(check(null, 'usb', 'kiosk://app', camera)).toBe(false)
  })

  it('[A14] has no devices, no screen capture, no spelling service and no downloads', () => {
    expect(handler<() => boolean>('device')()).toBe(false)
    expect(session().handlers.get('display')).toBeNull()
    expect(handler<() => boolean>('spelling')()).toBe(false)
    expect(isPrevented(session(), 'will-download')).toBe(true)
  })

  it('serves the screen under its own scheme', async () => {
    const serve = handler<(request: Request) => Response>('kiosk')
    expect(await serve(new Request('kiosk://app/')).text()).toContain('<title>kiosk</title>')
    const closed = serve(new Request(OUT_OF_SERVICE_URL))
    expect(await closed.text()).toContain('직원')
    expect(serve(new Request('kiosk://app/../../etc/passwd')).status).toBe(404)
  })
})

describe('the bridge', () => {
  it('answers the main frame of the present page', async () => {
    const page = shell.latest()
    expect(await shell.invoke(page, page.mainFrame, 'kiosk:state', {})).toMatchObject({ ok: true })
  })

  it.each([
    ['a frame inside the page', { url: 'kiosk://app/', parent: {} }],
    ['another address', { url: 'https://example.com/', parent: null }],
    ['a look-alike', { url: 'kiosk://app.evil/', parent: null }],
    ['a frame that is gone', null],
  ])('refuses %s', (_who, frame) => {
    expect(shell.invoke(shell.latest(), frame, 'kiosk:state', {})).toMatchObject({ error: { code: 'malformed' } })
  })

  it.each(['__proto__', 'constructor', 'visit:end'])('refuses the call %s without its input', async (name) => {
    const page = shell.latest()
    expect(await shell.invoke(page, page.mainFrame, name, null)).toMatchObject({ error: { code: 'malformed' } })
  })

  it('tells a page the state when it asks to listen, and after every change', async () => {
    const page = shell.latest()
    page.sent.length = 0
    shell.listen(page)
    expect(page.sent).toHaveLength(1)
    await shell.kiosk.show(visitView(1))
    await until(() => page.sent.length > 1)
    expect(page.sent.at(-1)).toMatchObject({ channel: STATE_CHANNEL, value: { visit: { epoch: 1 } } })
  })
})

describe('between shoppers', () => {
  it('[A7] the page and its partition are thrown away, and the new ones never hear of the visit', async () => {
    const old = shell.latest()
    await shell.kiosk.show(memberVisit(1))
    await until(() => JSON.stringify(old.sent).includes(CANARY_NAME))
    await endVisit(1)
    const next = shell.latest()
    expect(next).not.toBe(old)
    expect(old.closed).toBe(true)
    expect(old.session.cleared.sort()).toEqual(['auth', 'connections', 'data'])
    expect(shell.windows[0]?.views).toHaveLength(1)
    expect(next.session.partition).not.toBe(old.session.partition)
    expect(next.session.partition).toMatch(/^shopper-\d+$/)
    shell.listen(next)
    expect(JSON.stringify(next.sent)).not.toContain(CANARY_NAME)
  })

  it('[A7] [A8] the old page is not answered any more', async () => {
    const old = shell.latest()
    await shell.kiosk.show(memberVisit(1))
    await endVisit(1)
    expect(shell.invoke(old, old.mainFrame, 'kiosk:state', {})).toMatchObject({ error: { code: 'malformed' } })
  })

  it('also when another person takes over without a goodbye', async () => {
    const old = shell.latest()
    await shell.kiosk.show(memberVisit(1))
    const next = visitView(2)
    shell.kiosk.tell([{ kind: 'visit', id: next.id, value: next }], [{ kind: 'visit', id: visitId(1) }])
    await until(() => shell.latest() !== old)
    expect(JSON.stringify(old.sent)).not.toContain(visitId(2))
  })

  it('[A7] [A14] every new partition is as locked as the first', async () => {
    await shell.kiosk.show(memberVisit(1))
    await endVisit(1)
    const names = (session: FakeSession | undefined) => [...(session?.handlers.keys() ?? [])].sort()
    expect(shell.sessions).toHaveLength(2)
    expect(names(shell.sessions[1])).toEqual(names(shell.sessions[0]))
    expect(shell.latest().openHandler?.({ url: 'kiosk://app/' })).toEqual({ action: 'deny' })
  })
})

describe('a screen that fails', () => {
  const die = (page: FakeContents, reason = 'crashed') => page.emit('render-process-gone', {}, { reason })

  it('comes back in a new partition, and the visit goes on', async () => {
    await shell.kiosk.show(visitView(1))
    const dead = shell.latest()
    die(dead)
    expect(shell.latest()).toBe(dead)
    shell.time.pass(500)
    expect(shell.latest()).not.toBe(dead)
    shell.listen(shell.latest())
    expect(shell.latest().sent.at(-1)).toMatchObject({ value: { visit: { epoch: 1 } } })
  })

  it('is let go when it ends by itself', () => {
    die(shell.latest(), 'clean-exit')
    shell.time.pass(60_000)
    expect(shell.views).toHaveLength(1)
  })

  it('is put down when it hangs for ten seconds, and left alone when it answers in time', () => {
    const page = shell.latest()
    page.emit('unresponsive')
    shell.time.pass(UNRESPONSIVE_MS - 1)
    page.emit('responsive')
    shell.time.pass(UNRESPONSIVE_MS)
    expect(page.crashed).toBe(false)
    page.emit('unresponsive')
    shell.time.pass(UNRESPONSIVE_MS)
    expect(page.crashed).toBe(true)
    shell.time.pass(500)
    expect(shell.latest()).not.toBe(page)
  })

  it('again and again is out of service, and then the program starts anew', () => {
    for (let death = 0; death <= CRASHES_MAX; death++) {
      die(shell.latest(), 'oom')
      shell.time.pass(8000)
    }
    expect(shell.latest().loaded).toEqual([OUT_OF_SERVICE_URL])
    expect(shell.logged).toContain('kiosk.out-of-service')
    shell.time.pass(OUT_OF_SERVICE_MS)
    expect(shell.calls.map(({ name }) => name).slice(-2)).toEqual(['relaunch', 'exit'])
  })

  it('that could not be loaded is a failure too, one broken off by ourselves is not', () => {
    shell.latest().emit('did-fail-load', {}, -3, 'ABORTED', 'kiosk://app/', true)
    shell.time.pass(8000)
    expect(shell.views).toHaveLength(1)
    shell.latest().emit('did-fail-load', {}, -6, 'FILE_NOT_FOUND', 'kiosk://app/', true)
    shell.time.pass(8000)
    expect(shell.views).toHaveLength(2)
  })

  it('of the last shopper may die as it likes', async () => {
    const old = shell.latest()
    await shell.kiosk.show(memberVisit(1))
    await endVisit(1)
    const count = shell.views.length
    die(old)
    shell.time.pass(60_000)
    expect(shell.views).toHaveLength(count)
  })

  it('with its graphics process gone starts the program anew without it', () => {
    shell.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'crashed' })
    expect(called('relaunch')).toEqual([])
    shell.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' })
    expect(called('relaunch')).toMatchObject([{ args: expect.arrayContaining(['--disable-gpu']) as string[] }])
    expect(called('exit')).toEqual([0])
  })
})

it('closes the host with the program', () => {
  shell.app.emit('will-quit')
  expect(shell.kiosk.link.status()).toBe('offline')
})
