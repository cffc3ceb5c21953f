import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BRIDGE } from '@dangol/protocol/bridge.ts'
import { createBridgeRouter } from './bridge-router.ts'
import { openTestKiosk } from './testing/test-kiosk.ts'
import type { TestKiosk } from './testing/test-kiosk.ts'

const MALFORMED = { ok: false, error: { code: 'malformed' } }
let kiosk: TestKiosk
beforeEach(() => void (kiosk = openTestKiosk()))
afterEach(() => kiosk.close())

function route() {
  const failures: unknown[] = []
  return { failures, router: createBridgeRouter(kiosk.host.handlers, (error) => failures.push(error)) }
}

describe('the bridge', () => {
  it('has a handler for every call, and for nothing else', () => {
    expect(Object.keys(kiosk.host.handlers).sort()).toEqual(Object.keys(BRIDGE).sort())
  })

  it.each(['constructor', '__proto__', 'hasOwnProperty', 'toString', 'kiosk:nothing', '', 7, null, undefined, {}, []])(
    'refuses the name %j',
    async (name) => {
      expect(await route().router(name, {})).toEqual(MALFORMED)
    },
  )

  it.each([
    ['no input', 'visit:end', undefined],
    ['an epoch that is text', 'visit:end', { epoch: '1' }],
    ['an extra field', 'visit:end', { epoch: 1, force: true }],
    ['a language it does not speak', 'visit:begin', { lang: 'xx' }],
    ['a scan of more than 4 kB', 'visit:scan', { text: 'A'.repeat(4097), lang: 'ko', takeOver: false }],
    ['a fraction of a sock', 'cart:change', { epoch: 1, lineId: 'x', quantity: 0.5, fulfilment: 'carry-out' }],
    ['a prototype in the choices', 'configuration:quote', JSON.parse('{"__proto__":{"familyId":"shoe"}}')],
  ])('refuses %s', async (_what, name, input) => {
    expect(await route().router(name, input)).toEqual(MALFORMED)
    expect(kiosk.store.received.filter((request) => request.name !== 'sync:subscribe')).toEqual([])
  })

  it("answers 'internal' when the host fails, and keeps the reason to itself", async () => {
    const failing = { ...kiosk.host.handlers, 'kiosk:state': () => { throw new Error('secret of the host') } } // prettier-ignore
    const failures: unknown[] = []
    const router = createBridgeRouter(failing, (error) => failures.push(error))
    expect(await router('kiosk:state', {})).toEqual({ ok: false, error: { code: 'internal' } })
    expect(failures).toHaveLength(1)
  })

  it('answers anything with a Result, whatever it is asked', async () => {
    const { failures, router } = route()
    const name = fc.oneof(fc.constantFrom(...Object.keys(BRIDGE)), fc.string())
    await fc.assert(
      fc.asyncProperty(name, fc.jsonValue(), async (asked, input) => {
        if (Object.hasOwn(BRIDGE, asked) && BRIDGE[asked as keyof typeof BRIDGE].input.safeParse(input).success) return
        expect(await router(asked, input)).toEqual(MALFORMED)
      }),
    )
    expect(failures).toEqual([])
  })
})
