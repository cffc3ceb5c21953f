import { RM1_REFRESH_MS } from '@dangol/domain/recognition/rm1.ts'
import type { PhoneMe } from '@dangol/protocol/shop.ts'
import { onScopeDispose, shallowRef } from 'vue'
import { useShop } from '../shop.ts'
import { enrol } from './enrol.ts'
import type { MemberKey } from './key-store.ts'
import { signCode } from './sign.ts'

type MemberCode =
  | { kind: 'loading' }
  | { kind: 'no-key' }
  | { kind: 'hidden' }
  | { kind: 'shown'; text: string; secondsLeft: number }
  | { kind: 'refused'; code: string }

/** How often the seconds left are looked at. */
const TICK_MS = 500

/** The code on the screen: a new one every 15 s, only while the page is visible (recognition-ux 3.1). */
export function useMemberCode(o: { me: PhoneMe; clockOffsetMs: number }) {
  const { client, keys, clock, timers, sight } = useShop()
  const state = shallowRef<MemberCode>({ kind: 'loading' })
  let key: MemberKey | null = null
  let bornAtMs = 0

  async function renew(): Promise<void> {
    if (key === null) return
    bornAtMs = clock.nowMs()
    const { text, ts } = await signCode({ key, tenantTag: o.me.tenantTag, nowMs: bornAtMs + o.clockOffsetMs })
    key = { ...key, lastTs: ts }
    await keys.save(o.me.number, key)
    // The phone may have been locked while it signed.
    state.value = sight.isVisible() ? { kind: 'shown', text, secondsLeft: RM1_REFRESH_MS / 1000 } : { kind: 'hidden' }
  }

  function tick(): void {
    if (state.value.kind !== 'shown') return
    const leftMs = bornAtMs + RM1_REFRESH_MS - clock.nowMs()
    if (leftMs <= 0) void renew()
    else state.value = { ...state.value, secondsLeft: Math.ceil(leftMs / 1000) }
  }

  async function start(): Promise<void> {
    const known = await keys.load(o.me.number)
    const isActive = o.me.credentials.some((one) => one.credId === known?.credId && one.status === 'active')
    key = isActive ? known : null
    if (key === null) state.value = { kind: 'no-key' }
    else await renew()
  }

  async function make(): Promise<void> {
    const made = await enrol({ client, keys, customerNumber: o.me.number })
    if (!made.ok) return void (state.value = { kind: 'refused', code: made.error.code })
    key = made.value
    await renew()
  }

  /** Looks whether the shop still knows the key on the screen; one that was just made may not be in an older list. */
  function look(credentials: PhoneMe['credentials']): void {
    if (!credentials.some((one) => one.credId === key?.credId && one.status === 'revoked')) return
    key = null
    state.value = { kind: 'no-key' }
  }

  function onSight(): void {
    if (key === null) return
    if (sight.isVisible()) void renew()
    else if (state.value.kind === 'shown') state.value = { kind: 'hidden' }
  }
  onScopeDispose(sight.onChange(onSight))
  onScopeDispose(timers.every(TICK_MS, tick))
  void start()
  return { state, make, look }
}
