import { until } from '@dangol/client/testing/until.ts'
import type { LinkState } from '@dangol/protocol/link.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { letterOf, linkState, feedState } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { LOOK_EVERY_MS } from './link-watch.ts'
import { useShopLinkStore } from './shop-link-store.ts'

let app: StaffApp
let state: LinkState
beforeEach(() => {
  app = startStaffApp('office')
  state = linkState()
  app.store.answer('link:state', () => ({ ok: true, value: state }))
  app.store.answer('link:letters', () => ({ ok: true, value: { letters: [letterOf()], whole: true } }))
  app.store.answer('link:set-aside', () => ({ ok: true, value: { rows: [], whole: true } }))
})
afterEach(() => app.stop())

const asked = (name: string) => app.store.received.filter((one) => one.name === name).length
const withLetters = (letters: number) => linkState({ outbox: { ...linkState().outbox, letters } })

async function opened() {
  const shop = app.use(useShopLinkStore)
  await until(() => app.link.status() === 'online', 'the line')
  return shop
}
async function watched() {
  const shop = await opened()
  shop.watch()
  await until(() => shop.setAside !== null && shop.letters !== null, 'the first look')
  return shop
}

describe('the link to the shop, in the office', () => {
  it('is looked at every two seconds while somebody looks, and not any more after', async () => {
    const shop = await watched()
    const first = shop.looked
    app.clock.pass(LOOK_EVERY_MS)
    await until(() => shop.looked !== first, 'the answer to the second look')
    expect(asked('link:state')).toBe(2)
    shop.unwatch()
    app.clock.pass(LOOK_EVERY_MS * 5)
    await shop.look()
    expect(asked('link:state')).toBe(3)
  })

  it('reads the letters again only when there are more or fewer', async () => {
    state = withLetters(1)
    const shop = await watched()
    await shop.look()
    expect(asked('link:letters')).toBe(1)
    state = withLetters(2)
    await shop.look()
    expect(asked('link:letters')).toBe(2)
  })

  it('reads what was set aside again only when its count changes, also where the list is cut off', async () => {
    state = linkState({ feeds: [feedState({ setAside: 700 })] })
    app.store.answer('link:set-aside', () => ({
      ok: true,
      value: { rows: [{ feed: 'orders', id: '1', reason: 'state', detail: '' }], whole: false },
    }))
    const shop = await watched()
    await shop.look()
    expect(asked('link:set-aside')).toBe(1)
  })

  it('shows how it stood, and says that this is old, when the store server does not answer', async () => {
    const shop = await watched()
    app.store.answer('link:state', () => ({ ok: false, error: { code: 'internal' } }))
    await shop.look()
    expect(shop.looked).toMatchObject({ kind: 'ready', stale: true, state: { platform: 'vendure' } })
    app.store.answer('link:state', () => ({ ok: true, value: state }))
    await shop.look()
    expect(shop.looked).toMatchObject({ stale: false })
  })

  it('says why it cannot be seen at all', async () => {
    app.store.answer('link:state', () => ({ ok: false, error: { code: 'internal' } }))
    const shop = await opened()
    await shop.look()
    expect(shop.looked).toEqual({ kind: 'failed', code: 'internal' })
  })

  it('is held with a reason and let go again; both answers are shown at once', async () => {
    app.store.answer('link:pause', ({ reason }) => ({
      ok: true,
      value: (state = linkState({ paused: { by: '지은', at: 9, reason } })),
    }))
    app.store.answer('link:resume', () => ({ ok: true, value: (state = linkState()) }))
    const shop = await watched()
    expect(await shop.pause('stock-taking')).toBe(true)
    expect(shop.looked).toMatchObject({ state: { paused: { reason: 'stock-taking' } } })
    expect(await shop.resume()).toBe(true)
    expect(shop.looked).toMatchObject({ state: { paused: null } })
  })

  it('loses a letter that is resolved, and keeps one that could not be', async () => {
    state = withLetters(1)
    app.store.answer('link:resolve', ({ action }) => {
      if (action === 'take-over') return { ok: false, error: { code: 'not-possible' } }
      state = withLetters(0)
      return { ok: true, value: { letters: [], whole: true } }
    })
    const shop = await watched()
    expect(await shop.resolve(1, 'take-over', 'some reason')).toBe(false)
    expect([shop.letters?.letters.length, shop.resolving.refusal]).toEqual([1, { code: 'not-possible' }])
    expect(await shop.resolve(1, 'cancel', 'some reason')).toBe(true)
    expect(shop.letters?.letters).toEqual([])
  })

  it('reads the letters anew when somebody else was faster', async () => {
    state = withLetters(1)
    app.store.answer('link:resolve', () => ({ ok: false, error: { code: 'no-such-letter' } }))
    const shop = await watched()
    expect(await shop.resolve(1, 'retry', 'some reason')).toBe(false)
    expect(asked('link:letters')).toBe(2)
  })

  it('reads the letters anew for somebody who comes for one that was not there before', async () => {
    state = withLetters(1)
    const shop = await watched()
    shop.want('S-0007')
    expect([shop.wanted, shop.letters]).toEqual(['S-0007', null])
    await shop.look()
    expect([shop.letters?.letters.length, asked('link:letters')]).toEqual([1, 2])
    shop.found()
    expect(shop.wanted).toBeNull()
  })

  it('shows no old report while the mapping is tried anew, and says why it could not be', async () => {
    const report = { problems: [], samples: [], unusable: [] }
    app.store.answer('link:dry-run', () => ({ ok: true, value: report }))
    const shop = await watched()
    await shop.tryOut()
    expect(shop.trial).toEqual(report)
    app.store.answer('link:dry-run', () => ({ ok: false, error: { code: 'already-under-way' } }))
    await shop.tryOut()
    expect([shop.trial, shop.trying.refusal]).toEqual([null, { code: 'already-under-way' }])
  })

  it('is gone from the memory of an office that is locked, with what was on its way', async () => {
    const shop = await watched()
    const looking = shop.look()
    shop.want('S-0001')
    shop.forget()
    await looking
    expect([shop.looked.kind, shop.letters, shop.setAside, shop.wanted]).toEqual(['loading', null, null, null])
  })
})
