import { EventEmitter } from 'node:events'
import type { ElectronModule } from '../electron-module.ts'

/** An event whose default can be prevented, as Electron's are. */
interface FakeEvent {
  prevented: boolean
  preventDefault(): void
}

/** Fires an event at a fake and answers whether something prevented it. */
export function isPrevented(emitter: EventEmitter, name: string, fields: object = {}, ...more: unknown[]): boolean {
  const event = fakeEvent(fields)
  emitter.emit(name, event, ...more)
  return event.prevented
}

function fakeEvent(fields: object = {}): FakeEvent {
  const event = {
    ...fields,
    prevented: false,
    preventDefault() {
      event.prevented = true
    },
  }
  return event
}

type Callback = (...values: never[]) => unknown

/** One in-memory partition: remembers every handler it is given. */
export class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, Callback | null>()
  readonly cleared: string[] = []
  readonly partition: string
  readonly protocol = { handle: (scheme: string, handler: Callback) => void this.handlers.set(scheme, handler) }
  readonly webRequest = { onBeforeRequest: (handler: Callback) => void this.handlers.set('request', handler) }
  constructor(partition: string) {
    super()
    this.partition = partition
  }
  setPermissionRequestHandler(handler: Callback) {
    this.handlers.set('permission', handler)
  }
  setPermissionCheckHandler(handler: Callback) {
    this.handlers.set('check', handler)
  }
  setDevicePermissionHandler(handler: Callback) {
    this.handlers.set('device', handler)
  }
  setDisplayMediaRequestHandler(handler: Callback | null) {
    this.handlers.set('display', handler)
  }
  setSpellCheckerEnabled(enabled: boolean) {
    this.handlers.set('spelling', () => enabled)
  }
  clearData() {
    this.cleared.push('data')
    return Promise.resolve()
  }
  clearAuthCache() {
    this.cleared.push('auth')
    return Promise.resolve()
  }
  closeAllConnections() {
    this.cleared.push('connections')
    return Promise.resolve()
  }
}

export class FakeContents extends EventEmitter {
  readonly session: FakeSession
  readonly sent: { channel: string; value: unknown }[] = []
  readonly loaded: string[] = []
  readonly mainFrame = { url: 'kiosk://app/', parent: null }
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  menuShortcutsIgnored = false
  zoomMode = 'default'
  closed = false
  crashed = false
  constructor(session: FakeSession) {
    super()
    this.session = session
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
  setIgnoreMenuShortcuts(ignore: boolean) {
    this.menuShortcutsIgnored = ignore
  }
  setZoomMode(mode: string) {
    this.zoomMode = mode
  }
  loadURL(url: string) {
    this.loaded.push(url)
    return Promise.resolve()
  }
  send(channel: string, value: unknown) {
    this.sent.push({ channel, value })
  }
  close() {
    this.closed = true
  }
  forcefullyCrashRenderer() {
    this.crashed = true
    this.emit('render-process-gone', fakeEvent(), { reason: 'killed' })
  }
}

class FakeWindow extends EventEmitter {
  readonly views: unknown[] = []
  readonly options: Record<string, unknown>
  menuRemoved = false
  readonly contentView = {
    addChildView: (view: unknown) => void this.views.push(view),
    removeChildView: (view: unknown) => void this.views.splice(this.views.indexOf(view), 1),
  }
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
  }
  getContentBounds() {
    return { x: 0, y: 0, width: 1080, height: 1920 }
  }
  removeMenu() {
    this.menuRemoved = true
  }
}

interface FakeView {
  readonly webContents: FakeContents
  readonly preferences: Record<string, unknown>
  readonly bounds: unknown
}

interface ViewOptions {
  readonly webPreferences: Record<string, unknown> & { session: FakeSession }
}

class FakeWebContentsView implements FakeView {
  readonly webContents: FakeContents
  readonly preferences: Record<string, unknown>
  bounds: unknown = null
  background = ''
  constructor({ webPreferences }: ViewOptions) {
    this.preferences = webPreferences
    this.webContents = new FakeContents(webPreferences.session)
  }
  setBounds(bounds: unknown) {
    this.bounds = bounds
  }
  setBackgroundColor(colour: string) {
    this.background = colour
  }
}

/** Electron without Electron: event emitters that remember what was asked of them. */
export interface FakeElectron {
  readonly electron: ElectronModule
  readonly app: EventEmitter
  readonly calls: { name: string; value: unknown }[]
  readonly windows: FakeWindow[]
  readonly views: FakeView[]
  readonly sessions: FakeSession[]
  /** An IPC question, as if a page of `contents` had asked it from one of its frames. */
  invoke(contents: FakeContents, frame: { url: string; parent: unknown } | null, ...input: unknown[]): unknown
  listen(contents: FakeContents): void
  latest(): FakeContents
}

/** A fresh one; `secondInstance` makes it the second program on the machine. */
export function createFakeElectron({ secondInstance = false } = {}): FakeElectron {
  const calls: FakeElectron['calls'] = []
  const note = (name: string) => (value?: unknown) => void calls.push({ name, value })
  const windows: FakeWindow[] = []
  const views: FakeView[] = []
  const sessions: FakeSession[] = []
  const handlers = new Map<string, (event: unknown, ...input: unknown[]) => unknown>()
  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => !secondInstance,
    enableSandbox: note('enableSandbox'),
    disableHardwareAcceleration: note('disableHardwareAcceleration'),
    whenReady: () => Promise.resolve(),
    quit: note('quit'),
    exit: note('exit'),
    relaunch: note('relaunch'),
  })
  const ipcMain = {
    handle: (channel: string, handler: (event: unknown, ...input: unknown[]) => unknown) =>
      void handlers.set(channel, handler),
    on: (channel: string, handler: (event: unknown) => void) => void handlers.set(channel, handler),
  }
  const made = (view: FakeView): void => {
    views.push(view)
    app.emit('web-contents-created', fakeEvent(), view.webContents)
  }
  class WebContentsView extends FakeWebContentsView {
    constructor(options: ViewOptions) {
      super(options)
      made(this)
    }
  }
  class BaseWindow extends FakeWindow {
    constructor(options: Record<string, unknown>) {
      super(options)
      windows.push(this)
    }
  }
  const electron = {
    app,
    ipcMain,
    BaseWindow,
    WebContentsView,
    Menu: { setApplicationMenu: note('setApplicationMenu') },
    powerSaveBlocker: { start: note('powerSaveBlocker') },
    protocol: { registerSchemesAsPrivileged: note('registerSchemesAsPrivileged') },
    session: {
      fromPartition(partition: string) {
        const session = new FakeSession(partition)
        sessions.push(session)
        return session
      },
    },
  }
  return {
    // It has what the shell uses, and nothing else; the shell itself is checked against Electron's own types.
    electron: electron as unknown as ElectronModule,
    app,
    calls,
    windows,
    views,
    sessions,
    invoke: (sender, senderFrame, ...input) => handlers.get('bridge:ask')?.({ sender, senderFrame }, ...input),
    listen: (sender) => handlers.get('bridge:listen')?.({ sender, senderFrame: sender.mainFrame }),
    latest: () => latestOf(views),
  }
}

function latestOf(views: readonly FakeView[]): FakeContents {
  const view = views.at(-1)
  if (!view) throw new Error('no page was made yet')
  return view.webContents
}
