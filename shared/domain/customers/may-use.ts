import type { Consents, Purpose } from './consent.ts'

/** Whether personal data may be used for this purpose now. Never asked, denied, withdrawn and expired all mean no. */
export const mayUse = (consents: Consents, purpose: Purpose): boolean => consents[purpose] === 'granted'
