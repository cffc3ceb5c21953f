/**
 * What somebody who works here is trusted with. A lead is an associate who also settles what goes wrong on the floor; a manager
 * runs the store; the privacy officer answers for personal data and alone may export, erase and merge it; a technician looks
 * after devices and sees no shopper; an auditor reads the record of who did what, and nothing else.
 */
export const ROLES = ['associate', 'lead', 'manager', 'privacy-officer', 'technician', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** Those who work with shoppers. */
export const FLOOR_ROLES = ['associate', 'lead', 'manager'] as const satisfies readonly Role[]
