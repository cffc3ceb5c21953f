import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import { createGeneratedShop } from '@dangol/server/src/testing/generator-connector.ts'
import type { WiredStore } from '@dangol/server/src/testing/wired-store.ts'
import { bareInsert } from './bare-insert.sql.ts'
import type { Cost } from './cost.ts'
import { openLinkedStore } from './linked-store.ts'
import { openShopOverHttp } from './shop-over-http.ts'
import type { Size } from './shop-over-http.ts'

export interface FirstLoad {
  readonly store: WiredStore
  /** All of it, from the first question to the last commit. */
  readonly whole: Cost
  /** Of that, what the adapter did to make rows of answers; the bare insert's rows are made outside its time as well. */
  readonly making: Cost
  readonly bare: Cost
  /** How late the event loop was while it loaded, milliseconds. */
  readonly delayP99: number
  readonly delayMax: number
}

const SAY_EVERY_MS = 5_000

/** The mirror's first load of so many orders, through an adapter over HTTP and the store's own features, beside the bare insert. */
export async function firstLoad(folder: string, size: Size, say: (line: string) => void): Promise<FirstLoad> {
  const bareBefore = await bareInsert(join(folder, 'bare.sqlite'), size)
  say(`bare insert: ${Math.round(bareBefore.wallMs)} ms`)
  const shop = await openShopOverHttp(size)
  const { keys } = createGeneratedShop(size)
  const path = join(folder, 'store.sqlite')
  const store = await openLinkedStore({ path, customers: size.customers, connector: shop.connector, keys })
  say('members are there')
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const [beganAt, cpuBefore] = [performance.now(), process.cpuUsage()]
  const isLoading = () => store.mirror.feeds().some(({ feed, state }) => feed === 'orders' && state !== 'current')
  for (let saidAt = beganAt; isLoading();) {
    await store.mirror.poll()
    if (performance.now() - saidAt < SAY_EVERY_MS) continue
    saidAt = performance.now()
    const orders = store.mirror.feeds().find(({ feed }) => feed === 'orders')
    say(`  ${orders?.loaded ?? 0} of ${orders?.total ?? 0} orders`)
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  const whole = { wallMs: performance.now() - beganAt, cpuMs: (user + system) / 1_000 }
  delay.disable()
  shop.close()
  // The machine is not the same all the time: the bare insert counts as it was before and after.
  const bareAfter = await bareInsert(join(folder, 'bare.sqlite'), size)
  return {
    store,
    whole,
    making: shop.making(),
    bare: {
      wallMs: (bareBefore.wallMs + bareAfter.wallMs) / 2,
      cpuMs: (bareBefore.cpuMs + bareAfter.cpuMs) / 2,
    },
    delayP99: delay.percentile(99) / 1e6,
    delayMax: delay.max / 1e6,
  }
}
