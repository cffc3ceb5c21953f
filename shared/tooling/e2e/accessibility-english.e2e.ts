import { expect, test } from 'vitest'
import { DAY_WITHIN_MS, problemsOfDay } from './walk-day.ts'

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

test(
  '[A1, A2, A4] the screens whose English is longest pass WCAG 2.2 AA, and on the kiosk they can be read and pressed',
  async () => {
    expect(await problemsOfDay('en', (name) => ALSO_IN_ENGLISH.has(name))).toEqual([])
  },
  DAY_WITHIN_MS,
)
