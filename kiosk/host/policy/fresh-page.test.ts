import type { KioskState } from '@dangol/protocol/bridge.ts'
import { expect, it } from 'vitest'
import { visitView } from '../testing/fixtures.ts'
import { needsFreshPage } from './fresh-page.ts'

const state = (visit: number | null, goodbye: number | null = null): KioskState => ({
  device: {
    id: 'kiosk-1' as KioskState['device']['id'],
    storeName: { ko: '단골', en: 'Dangol' },
    pitchMm: 0.369,
    shopUrl: 'http://127.0.0.1:1',
    simulator: false,
  },
  link: 'online',
  waiting: { count: 0, since: null, unconfirmed: 0 },
  wan: null,
  pairing: null,
  catalogueVersion: 1,
  epoch: visit ?? goodbye ?? 0,
  visit: visit === null ? null : visitView(visit),
  warning: null,
  goodbye:
    goodbye === null
      ? null
      : { reason: 'shopper', lang: 'ko', parkedCode: null, waits: false, orderNumbers: [], endsAt: 1 },
  call: null,
  approval: null,
  assists: [],
  sharedDraft: null,
  presence: [],
  handover: null,
  scan: 'idle',
  at: 1,
})

it.each([
  ['the first state of a page', null, state(1), false],
  ['attract to attract', state(null), state(null), false],
  ['a visit begins', state(null), state(1), false],
  ['the same visit goes on', state(1), state(1), false],
  ['the goodbye of the visit', state(1), state(null, 1), false],
  ['the goodbye goes on', state(null, 1), state(null, 1), false],
  ['the goodbye is over', state(null, 1), state(null), true],
  ['the visit is gone without a goodbye', state(1), state(null), true],
  ['another person took over', state(1), state(2), true],
  ['the next visit begins out of the goodbye', state(null, 1), state(2), true],
])('[A7] %s', (_what, before, after, fresh) => expect(needsFreshPage(before, after)).toBe(fresh))
