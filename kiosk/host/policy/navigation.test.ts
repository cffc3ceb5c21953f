import { describe, expect, it } from 'vitest'
import { isAppUrl, mayLoad } from './navigation.ts'

const BROWSER = { protocol: 'http:', host: '127.0.0.1:4602' }

describe('[A14] the page', () => {
  it.each(['kiosk://app/', 'kiosk://app/index.html', 'kiosk://app/assets/a.js?x#y', 'KIOSK://app/'])(
    'may be %s',
    (url) => expect(isAppUrl(url)).toBe(true),
  )

  // Break-out list of kiosk-shell 3, items 3 and 6.
  it.each([
    'https://example.com/',
    'http://127.0.0.1:4600/',
    'file:///etc/passwd',
    'view-source:kiosk://app/',
    'devtools://devtools/bundled/inspector.html',
    'chrome://settings',
    'chrome-extension://abc/x.html',
    'about:blank',
    'about:srcdoc',
    'mailto:a@b.c',
    'tel:112',
    'javascript:alert(1)',
    'data:text/html,<p>hi',
    'blob:kiosk://app/123',
    'kiosk://app.evil/',
    'kiosk://evil/app',
    'kiosk://u@app/',
    'kiosk://u:p@app/',
    'kiosk://app:80/',
    'kiosk:app',
    'kiosk:///app/',
    'kiosks://app/',
    ' ',
    '',
    'not a url',
    'ms-settings:',
    'shell:startup',
    'smb://server/share',
  ])('may not be %s', (url) => expect(isAppUrl(url)).toBe(false))

  it.each([
    ['http://127.0.0.1:4602/x', true],
    ['http://127.0.0.1:4603/', false],
    ['https://127.0.0.1:4602/', false],
    ['http://localhost:4602/', false],
    ['http://127.0.0.1:4602@evil/', false],
  ])('in the browser shell: %s %s', (url, may) => expect(isAppUrl(url, BROWSER)).toBe(may))
})

describe('[A14] the network', () => {
  it.each([
    ['kiosk://app/assets/a.wasm', true],
    ['blob:kiosk://app/0e1d', true],
    ['data:image/png;base64,AAAA', true],
    ['blob:https://example.com/0e1d', false],
    ['https://example.com/track.gif', false],
    ['ws://127.0.0.1:4600/socket.io/', false],
    ['http://192.168.0.1/', false],
    ['file:///etc/passwd', false],
    ['ftp://example.com/', false],
    ['devtools://devtools/', false],
    ['', false],
  ])('%s: %s', (url, may) => expect(mayLoad(url)).toBe(may))
})
