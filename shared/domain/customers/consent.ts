/** What personal data may be used for (recognition-ux 5.2). The two reserved ones can never be granted. */
export const PURPOSES = [
  'recog.kiosk',
  'assist.notify',
  'config.sync.store',
  'history.view',
  'marketing.message',
] as const
export type Purpose = (typeof PURPOSES)[number]
export const RESERVED_PURPOSES = ['biometric.face', 'location.presence'] as const

export type ConsentState = 'granted' | 'denied' | 'withdrawn' | 'expired'
export type ConsentScope = 'account' | 'visit'

/** The state in force per purpose; a purpose without an entry was never asked and counts as not granted. */
export type Consents = Readonly<Partial<Record<Purpose, ConsentState>>>
