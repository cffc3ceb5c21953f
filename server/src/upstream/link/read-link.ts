import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '../../platform/start-refusal.ts'
import type { CommerceConnector, ConnectorDeps } from '../connector.ts'
import { createPeopleKeys } from '../people-keys.ts'
import { LINKED_PLATFORMS, LinkSchema } from './platforms.ts'
import type { Link } from './platforms.ts'
import type { StoreLink } from './store-link.ts'

/** The smallest interval of `pollMs`; a shop that is asked more often is asked for nothing new. */
const POLL_MS = 1_000

export interface LinkOptions extends Pick<ConnectorDeps, 'clock' | 'store' | 'words'> {
  /** Of `createPeopleKeys`. */
  readonly peopleKey: string
  readonly send?: ConnectorDeps['send']
}

/**
 * The link to the retailer's shop, from the file that `DANGOL_LINK` names. Files named in it lie beside it. Refuses with a
 * StartRefusal that says which file, which field, and what is wrong there; whether the shop agrees is for `probe()` to say.
 */
export function readLink(path: string, { clock, store, words, peopleKey, send = fetch }: LinkOptions): StoreLink {
  const link = linkIn(path)
  const beside = (file: string): string => secretIn(resolve(dirname(path), file))
  const keys = createPeopleKeys(peopleKey, link.platform, store.id)
  const deps: ConnectorDeps = {
    ...{ send, clock, store, keys },
    ...(words === undefined ? {} : { words }),
    secret: beside(link.keyFile),
    webhookSecret: link.webhookSecretFile === undefined ? null : beside(link.webhookSecretFile),
  }
  return { connector: connect(link, deps), keys, host: new URL(link.url).host, pollMs: link.pollMs ?? POLL_MS }
}

function connect<P extends Link['platform']>(
  link: Extract<Link, { platform: P }>,
  deps: ConnectorDeps,
): CommerceConnector {
  // Looked up by the link's own platform; the compiler cannot follow the union.
  const create = LINKED_PLATFORMS[link.platform] as (
    link: Extract<Link, { platform: P }>,
    deps: ConnectorDeps,
  ) => CommerceConnector
  return create(link, deps)
}

function linkIn(path: string): Link {
  const parsed = LinkSchema.safeParse(jsonIn(path))
  if (parsed.success) return parsed.data
  throw new StartRefusal(`The link file ${path} is not usable:\n${z.prettifyError(parsed.error)}`)
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new StartRefusal(`The link file ${path} ${why}: check DANGOL_LINK.`)
  }
}

function secretIn(path: string): string {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret !== '') return secret
  } catch {
    throw new StartRefusal(`The file ${path}, which the link file names, cannot be read.`)
  }
  throw new StartRefusal(`The file ${path}, which the link file names, is empty.`)
}
