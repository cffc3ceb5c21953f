import type { Lang } from '@dangol/domain/text/localised.ts'
import { expect, test } from 'vitest'
import { openStage } from './stage.ts'
import { walkFloor } from './walk-floor.ts'
import { gathered, problemsOf } from './walk-problems.ts'

/** Screens whose English is much longer than their Korean, or that have most on them. */
const ALSO_IN_ENGLISH = new Set([
  ...['attract', 'home', 'product', 'scan', 'easy-view', 'mine', 'configure', 'ruled-out-with-repair', 'cart'],
  ...['made-possible', 'summary', 'fill', 'compare', 'steps-found', 'mend'],
  ...['order-review', 'order-placed', 'goodbye', 'consent', 'store-down'],
  ...['sign-in', 'shelf', 'save', 'member-code', 'orders', 'account'],
  ...['approve', 'approve-passkey', 'approve-elsewhere', 'approve-gone', 'address'],
  ...['approve-no-phone', 'approve-approved', 'forget', 'offer', 'handed-over', 'send-to-kiosk', 'sent'],
  ...['visits', 'visit-drop', 'visit-not-me', 'my-data', 'forget-me', 'erase', 'pairing', 'founding', 'nothing-here'],
  ...['people', 'pin', 'locked', 'me', 'change-pin', 'now-call', 'visit', 'sale-filled', 'day', 'exceptions'],
  ...['models', 'models-trial-faults', 'models-trial', 'models-versions'],
  ...['link', 'link-hold'],
])
/** A whole day in the store on a busy machine. */
const DAY_WITHIN_MS = 1_200_000

test.concurrent(
  '[A1, A2, A4] every screen in Korean passes WCAG 2.2 AA, and on the kiosk it can be read and pressed',
  async () => {
    expect(await problemsOfDay('ko', () => true)).toEqual([])
  },
  DAY_WITHIN_MS,
)

test.concurrent(
  '[A1, A2, A4] so do the screens whose English is longest',
  async () => {
    expect(await problemsOfDay('en', (name) => ALSO_IN_ENGLISH.has(name))).toEqual([])
  },
  DAY_WITHIN_MS,
)

async function problemsOfDay(lang: Lang, looksAt: (stop: string) => boolean): Promise<string[]> {
  const stage = await openStage()
  const problems = new Map<string, string[]>()
  try {
    for await (const stop of walkFloor({ stage, lang })) {
      if (looksAt(stop.name)) problems.set(`${stop.surface} ${stop.name}`, await problemsOf(stop))
    }
  } finally {
    await stage.close()
  }
  return gathered(problems)
}
