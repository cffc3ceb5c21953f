import type { Purpose } from '@dangol/domain/customers/consent.ts'

/** A purpose in message keys, where a dot would be a path. */
export const PURPOSE_KEY = {
  'recog.kiosk': 'recog-kiosk',
  'assist.notify': 'assist-notify',
  'config.sync.store': 'config-sync-store',
  'history.view': 'history-view',
  'marketing.message': 'marketing-message',
} as const satisfies Record<Purpose, string>
