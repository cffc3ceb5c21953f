import type { App, WebContents } from 'electron'
import { allowKey } from '../host/policy/keys.ts'
import { isAppUrl } from '../host/policy/navigation.ts'

/** Locks every page that this program will ever show, whoever makes it (kiosk-shell 3). */
export function lockAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  // No prompt ever: a password, a certificate or a bad TLS chain is never a shopper's business.
  app.on('login', (event) => event.preventDefault())
  app.on('select-client-certificate', (event) => event.preventDefault())
  app.on('certificate-error', (_event, _contents, _url, _error, _certificate, trust) => trust(false))
}

function lockContents(contents: WebContents): void {
  const stayInApp = (event: { preventDefault(): void; url: string }): void => {
    if (!isAppUrl(event.url)) event.preventDefault()
  }
  contents.on('will-frame-navigate', stayInApp)
  contents.on('will-redirect', stayInApp)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('context-menu', (event) => event.preventDefault())
  contents.on('before-input-event', (event, input) => {
    if (!allowKey(input)) event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setIgnoreMenuShortcuts(true)
  contents.setZoomMode('disabled')
}
