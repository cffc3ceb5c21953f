/** What personal data may be used for (recognition-ux 5.2). Faces and whereabouts are not listed, so nobody can grant them. */
export const PURPOSES = [
  'recog.kiosk',
  'assist.notify',
  'config.sync.store',
  'history.view',
  'marketing.message',
] as const
export type Purpose = (typeof PURPOSES)[number]

export type ConsentState = 'granted' | 'denied' | 'withdrawn' | 'expired'

/** The state in force per purpose; a purpose without an entry was never asked and counts as not granted. */
export type Consents = Readonly<Partial<Record<Purpose, ConsentState>>>
