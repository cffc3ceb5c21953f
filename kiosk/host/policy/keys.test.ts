import { describe, expect, it } from 'vitest'
import { allowKey } from './keys.ts'

const plain = { control: false, alt: false, meta: false }
const keys = (text: string) => text.split(' ')

describe('keys that reach the page', () => {
  it.each([...keys('a Z 0 9 ? - @ 한 ㅁ é ß 김'), ' ', ...keys('Enter Tab Escape Backspace Delete Home End Shift')])(
    '%j',
    (key) => expect(allowKey({ key, ...plain })).toBe(true),
  )
})

// Break-out list of kiosk-shell 3, item 1.
describe('[A14] keys that do not', () => {
  it.each([
    ...Array.from({ length: 24 }, (_, n) => `F${n + 1}`),
    ...keys('Meta Super OS Alt AltGraph Control ContextMenu Apps PrintScreen Pause ScrollLock NumLock CapsLock Insert'),
    ...keys('BrowserBack BrowserForward BrowserHome BrowserRefresh BrowserSearch BrowserStop BrowserFavorites'),
    ...keys('LaunchMail LaunchMediaPlayer LaunchApplication1 LaunchApplication2 LaunchWebBrowser MediaPlayPause'),
    ...keys('AudioVolumeUp AudioVolumeMute ZoomIn ZoomOut ZoomToggle Help Undo Copy Paste Print Power Sleep WakeUp'),
    ...keys('Dead Process Unidentified HangulMode HanjaMode KanaMode Compose'),
    '',
  ])('%j', (key) => expect(allowKey({ key, ...plain })).toBe(false))

  it.each(['control', 'alt', 'meta'] as const)('anything with %s', (modifier) => {
    for (const key of keys('a c v x z p s o n t w r u j l h i 0 + - = Tab F4 ArrowLeft Delete Escape Enter I J N')) {
      expect(allowKey({ key, ...plain, [modifier]: true })).toBe(false)
    }
    expect(allowKey({ key: ' ', ...plain, [modifier]: true })).toBe(false)
  })
})

// Break-out list of kiosk-shell 3, item 2: a crafted barcode in a reader that types.
describe('[A15] a barcode as a keyboard', () => {
  it.each([
    ['control characters', ['\u0001', '\u0003', '\u0011', '\u001d', '\u001b', '\u007f', '\u0000', '\n', '\r', '\t']],
    ['direction marks and invisible characters', ['\u202e', '\u200f', '\u200b', '\ufeff', '\u2066', '\u00ad']],
    ['private and broken characters', ['\ue000', '\ud800', '\uffff', '\udbff']],
  ])('types no %s', (_what, characters) => {
    for (const key of characters) expect(allowKey({ key, ...plain })).toBe(false)
  })

  it.each(['javascript:alert(1)', 'file:///etc', '<b>', "' or 1=1 --", 'A'.repeat(4096)])(
    'types %j as nothing but single characters',
    (text) => {
      expect(allowKey({ key: text, ...plain })).toBe(false)
      for (const key of text) expect(allowKey({ key, ...plain })).toBe(true)
    },
  )
})
