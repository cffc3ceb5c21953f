import type { Contender } from './contender.ts'

/** Everybody who can be asked to carry a write, the product first. */
const CONTENDERS = {
  dangol: async () => (await import('./dangol.ts')).contender,
  reference: async () => (await import('./reference.ts')).referenceOf('grouped'),
  'reference, one commit per command': async () => (await import('./reference.ts')).referenceOf('single'),
  PostgreSQL: async () => (await import('./postgres.ts')).contender,
  mosquitto: async () => (await import('./mosquitto.ts')).contender,
  Hocuspocus: async () => (await import('./hocuspocus.ts')).contender,
  PouchDB: async () => (await import('./pouchdb.ts')).contender,
} satisfies Record<string, () => Promise<Contender>>

export type ContenderName = keyof typeof CONTENDERS
export const CONTENDER_NAMES = Object.keys(CONTENDERS) as readonly ContenderName[]
export const contenderOf = (name: ContenderName): Promise<Contender> => CONTENDERS[name]()
