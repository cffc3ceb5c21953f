import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

export const SURFACES = ['kiosk', 'phone', 'tablet', 'office'] as const
export type Surface = (typeof SURFACES)[number]

/** A screen in a state worth looking at. The walk goes on from it when the next stop is asked for, so leave it as it is. */
export interface Stop {
  readonly surface: Surface
  /** In words of this project, the same in every language. */
  readonly name: string
  readonly page: Page
}

/** A way through screens that somebody really takes; whoever walks it looks at each stop. */
export type Walk<Found = void> = AsyncGenerator<Stop, Found, void>

/** What every walk needs: a store of its own, and the language of whoever walks. */
export interface Walker {
  readonly stage: Stage
  readonly lang: Lang
}
