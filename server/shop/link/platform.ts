import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { PastOrder, ShopChange, ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { Logger } from '../../src/platform/log.ts'
import type { ShopAnswer } from '../../src/shop-port.ts'
import type { ShopConsent } from '../../src/upstream/online-shop.ts'
import type { FeedPage, Outcome } from '../../src/upstream/connector.ts'
import type { StoreLink } from '../../src/upstream/link/store-link.ts'
import { askInTime } from './ask-in-time.ts'

/** The longest a phone waits for the retailer's shop; its page gives up after eight seconds. Milliseconds. */
const READ_WITHIN_MS = 2_500
/** Saving asks twice: what is there, and that it be saved. */
const WRITE_WITHIN_MS = 4_000
/** Questions under way. A shop that is slow is not helped by more of them. */
const AT_ONCE_MAX = 24
/** Configurations of one member: the most that a phone lists. */
const LISTED_MAX = 200
/** Customers that one address may be of before it says nothing about anybody. */
const SAME_ADDRESS_MAX = 5

/** The link as the member service uses it: the connector, and how the store calls the shop's customers. */
export type MemberLink = Pick<StoreLink, 'connector' | 'keys'>

type Profile = Extract<ShopChange, { feed: 'profile' }>['value']
/** Somebody of the retailer's shop. */
export interface FoundAtShop extends Pick<Profile, 'number' | 'name' | 'lang'> {
  readonly platformId: string
  /** What they agreed to in the shop itself, where it asks. */
  readonly consents: NonNullable<Profile['consents']>
}
/** What became of a question: 'unreachable' is nothing that could be used, in time. */
export type Said<T> = { ok: true; value: T } | { ok: false; error: { code: 'shop-unreachable' } }

export interface PlatformDeps {
  readonly link: MemberLink
  readonly timers: Timers
  readonly logger: Logger
}
export type Platform = ReturnType<typeof createPlatform>

/** The retailer's shop as phones ask it: each question with a deadline, and never more at once than it can bear. */
export function createPlatform({ link, timers, logger }: PlatformDeps) {
  const { connector, keys } = link
  const { asked, read } = createLine(timers, logger)
  const profiles = async (ids: readonly string[]) => {
    const page = await read((signal) => connector.read('customers', ids, signal))
    return page.ok ? ok(profilesIn(page.value)) : page
  }

  return {
    /** Whether saved configurations are the shop's; otherwise they are kept here. */
    keepsConfigurations: connector.capabilities.configurations,

    /**
     * Whose e-mail address it is; null for nobody. An answer is believed only of a customer whose profile has this very address:
     * a shop that searches loosely would otherwise let one person in as another.
     */
    async whoHas(email: string): Promise<Said<FoundAtShop | null>> {
      const digest = keys.digest('email', email)
      if (digest === null) return ok(null)
      const found = await read((signal) => connector.findCustomers({ email, limit: SAME_ADDRESS_MAX }, signal))
      if (!found.ok) return found
      const ids = found.value.map(({ id }) => id)
      const told = ids.length === 0 ? ok([]) : await profiles(ids)
      if (!told.ok) return told
      const theirs = told.value.filter(({ value }) =>
        value.identifiers.some((one) => one.kind === 'email' && one.digest === digest),
      )
      const [one] = theirs
      if (one === undefined || theirs.length > 1) return ok(null)
      const { number, name, lang, consents = {} } = one.value
      return ok({ platformId: one.id, number, name, lang, consents })
    },
    /** Where a delivery goes, masked as a store may show it; null for who has told none. The shop names the usual one first. */
    async maskedAddressOf(platformId: string): Promise<Said<string | null>> {
      const told = await profiles([platformId])
      return told.ok ? ok(told.value[0]?.value.addresses[0] ?? null) : told
    },
    /** What they saved and have not discarded, newest first. */
    async configurationsOf(platformId: string): Promise<Said<ShopConfiguration[]>> {
      const page = await read((signal) => connector.readOf('configurations', platformId, { limit: LISTED_MAX, signal }))
      return page.ok ? ok(configurationsIn(page.value)) : page
    },
    /** The newest orders first, so many of them. */
    ordersOf: (platformId: string, limit: number): Promise<Said<readonly PastOrder[]>> =>
      read((signal) => connector.ordersOf(platformId, limit, signal)),
    putConsents: (consent: ShopConsent, platformId: string): Promise<Outcome<null>> =>
      asked<Outcome<null>>(WRITE_WITHIN_MS, (signal) => connector.putConsents(consent, platformId, signal), LOST),
    save: (configuration: ShopConfiguration, platformId: string): Promise<Outcome<{ accepted: boolean }>> =>
      asked<Outcome<{ accepted: boolean }>>(
        WRITE_WITHIN_MS,
        (signal) => connector.saveConfiguration(configuration, platformId, signal),
        LOST,
      ),
  }
}

/** Questions to the shop: each with a deadline, and a limited number under way. */
function createLine(timers: Timers, logger: Logger) {
  let underWay = 0

  async function asked<T>(withinMs: number, ask: (signal: AbortSignal) => Promise<T>, silence: T): Promise<T> {
    if (underWay >= AT_ONCE_MAX) return silence
    underWay++
    const broken = (err: unknown): T => {
      logger.error({ event: 'link.broken', err })
      return silence
    }
    return askInTime({ timers, withinMs, ask: (signal) => ask(signal).catch(broken), silence }).finally(
      () => underWay--,
    )
  }
  async function read<T>(ask: (signal: AbortSignal) => Promise<ShopAnswer<T>>): Promise<Said<T>> {
    const answer = await asked<ShopAnswer<T>>(READ_WITHIN_MS, ask, NOTHING)
    if (answer.kind === 'answered') return ok(answer.value)
    logger.warn({ event: 'link.no-answer', kind: answer.kind, why: answer.why })
    return refuse('shop-unreachable')
  }

  return { asked, read }
}

const LOST = { kind: 'retry', why: 'no answer in time' } as const
const NOTHING = { kind: 'unreachable', why: 'no answer in time' } as const

const profilesIn = (page: FeedPage) =>
  page.told.flatMap(({ id, changes }) =>
    changes.flatMap((change) => (change.feed === 'profile' ? [{ id, value: change.value }] : [])),
  )

const configurationsIn = (page: FeedPage): ShopConfiguration[] =>
  page.told
    .flatMap(({ changes }) => changes.flatMap((change) => (change.feed === 'configuration' ? [change.value] : [])))
    .filter(({ discarded }) => !discarded)
    .sort((a, b) => b.savedAt - a.savedAt)
