import type { Contender } from './contender.ts'

/** Everybody who can be asked to carry a write, the product first. */
const CONTENDERS = {
  dangol: async () => (await import('./dangol.ts')).contender,
  reference: async () => (await import('./reference.ts')).referenceOf('grouped'),
  'reference, one commit per command': async () => (await import('./reference.ts')).referenceOf('single'),
  PostgreSQL: async () => (await import('./postgres.ts')).contender,
  mosquitto: async () => (await import('./mosquitto.ts')).contender,
  Hocuspocus: async () => (await import('./hocuspocus.ts')).contender,
  PouchDB: async () => (await import('./pouchdb.ts')).direct,
  'PouchDB, a copy on each device': async () => (await import('./pouchdb.ts')).copies,
} satisfies Record<string, () => Promise<Contender>>

export type ContenderName = keyof typeof CONTENDERS

/** What an answer of each stands for; who promises less has less to do. */
export const PROMISES: Readonly<Record<ContenderName, string>> = {
  dangol: 'flushed to the disk before the answer; goes on without the line',
  reference: 'flushed to the disk before the answer; nothing without the line',
  'reference, one commit per command': 'flushed to the disk before the answer; nothing without the line',
  PostgreSQL: 'flushed to the disk before the answer; nothing without the line',
  mosquitto: 'not flushed; nothing without the line',
  Hocuspocus: 'not flushed, stored some seconds later; goes on without the line',
  PouchDB: 'not flushed; nothing without the line',
  'PouchDB, a copy on each device': 'not flushed; goes on without the line',
}
export const CONTENDER_NAMES = Object.keys(CONTENDERS) as readonly ContenderName[]
export const contenderOf = (name: ContenderName): Promise<Contender> => CONTENDERS[name]()
