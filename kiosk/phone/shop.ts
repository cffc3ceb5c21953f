import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { IdSource } from '@dangol/domain/ids/ids.ts'
import { inject } from 'vue'
import type { InjectionKey } from 'vue'
import type { KeyStore } from './member-code/key-store.ts'
import type { Shrink } from './configure/shrink.ts'
import type { PageSight } from './page-sight.ts'
import type { PasskeyPrompts } from './passkeys/prompts.ts'
import type { ShopClient } from './shop-client.ts'

/** What the pages need from outside; tests give their own. */
export interface ShopPages {
  readonly client: ShopClient
  readonly keys: KeyStore
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly sight: PageSight
  readonly shrink: Shrink
  readonly passkeys: PasskeyPrompts
}

export const SHOP_PAGES: InjectionKey<ShopPages> = Symbol('shop pages')

/** The outside world, provided once in `main.ts`. */
export function useShop(): ShopPages {
  const pages = inject(SHOP_PAGES)
  if (pages === undefined) throw new Error('The shop pages were not provided')
  return pages
}
