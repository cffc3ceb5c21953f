import { describe, expect, it } from 'vitest'
import { allowPermission } from './permissions.ts'

const camera = { permission: 'media', url: 'kiosk://app/', mediaTypes: ['video'], isMainFrame: true }

it('allows the camera, for the own page only', () => expect(allowPermission(camera)).toBe(true))

describe('[A14] denies', () => {
  it.each([
    ['the microphone', { mediaTypes: ['audio'] }],
    ['camera and microphone together', { mediaTypes: ['video', 'audio'] }],
    ['media of no kind', { mediaTypes: [] }],
    ['media of an unknown kind', { mediaTypes: undefined }],
    ['an unknown media type', { mediaTypes: ['unknown'] }],
    ['the camera for a frame inside', { isMainFrame: false }],
    ['the camera for another page', { url: 'https://example.com/' }],
    ['the camera for a look-alike', { url: 'kiosk://app.evil/' }],
    ['the camera for nobody', { url: '' }],
  ])('%s', (_what, more) => expect(allowPermission({ ...camera, ...more })).toBe(false))

  it.each([
    'openExternal',
    'fileSystem',
    'hid',
    'usb',
    'serial',
    'bluetooth',
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fullscreen',
    'geolocation',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
    'local-network-access',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'pointerLock',
    'smart-card',
    'speaker-selection',
    'storage-access',
    'top-level-storage-access',
    'unknown',
    'web-printing',
    'window-management',
    '__proto__',
  ])('%s', (permission) => expect(allowPermission({ ...camera, permission })).toBe(false))
})
