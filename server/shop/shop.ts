import type { IdSource } from '@dangol/domain/ids/ids.ts'
import { tenantTag } from '@dangol/domain/recognition/rm1.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Db } from '../src/db/open.ts'
import type { Logger } from '../src/platform/log.ts'
import type { RandomBytes } from '../src/platform/system-ids.ts'
import { wireApprovals } from './approvals/wire-approvals.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import { createChanges } from './changes/changes.ts'
import type { PageParts, Renderers } from './changes/changes.ts'
import { createCodes } from './configurations/codes.ts'
import { createConfigurations } from './configurations/configurations.ts'
import { createSnapshots } from './configurations/snapshots.ts'
import { createStoreConfigurations } from './configurations/for-store.ts'
import { createConsents } from './customers/consents.ts'
import { createCredentials } from './customers/credentials.ts'
import { createCustomers } from './customers/customers.ts'
import type { Customers } from './customers/customers.ts'
import { demoPeople } from './demo/demo.ts'
import { createPhoneEvents } from './http/events.ts'
import { createOrders } from './orders/orders.ts'
import { createPictures } from './pictures/pictures.ts'
import { wireRights } from './rights/wire-rights.ts'
import { createSeals } from './roster/seals.ts'
import { createSalesHistories } from './next-choice/sales-histories.ts'
import { createStoreOrders } from './orders/for-store.ts'
import { createLimits } from './sign-in/limits.ts'
import { createLinkedAccounts } from './link/accounts.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import type { DeliverCode, SignIn } from './sign-in/sign-in.ts'
import type { SigningKey } from './signing-key.ts'
import { createVisits } from './visits/visits.ts'
import type { ShowToKiosk } from './http/demo-kiosk.ts'
import { createConsentLetterBox } from './link/consent-letters.ts'
import { bindToShop } from './link/bind.ts'
import type { MemberLink } from './link/platform.ts'
import { wireLink } from './link/wire-link.ts'
import { ownThings } from './member-things.ts'
import { ownForStore } from './store-things.ts'

export interface ShopDeps {
  readonly db: Db
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly random: RandomBytes
  readonly logger: Logger
  /** The retailer's name, part of what a member code signs. */
  readonly tenant: string
  /** 64 hex digits, outside the database: aliases and one-time codes hang on it. */
  readonly tenantKey: string
  /** The one store that asks this shop. */
  readonly storeId: string
  readonly storeApiKey: string
  /** Signs what stores are told of member-code keys. */
  readonly signingKey: SigningKey
  readonly demo: boolean
  /** The retailer's own shop, whose customers are the members here; without, this is the shop. */
  readonly link?: MemberLink | undefined
  /** Set in a demonstration that has a kiosk beside it. */
  readonly showToKiosk?: ShowToKiosk | undefined
  readonly deliver: DeliverCode
  /** Where shoppers' phones find the shop; passkeys belong to its host name. */
  readonly publicUrl: () => string
  /** Folder of the built phone pages. */
  readonly pages: string
}
export type Shop = ReturnType<typeof wireShop>

/** The shop without its doors: every part, wired to the others. */
export function wireShop(deps: ShopDeps) {
  const { db, clock, timers, demo } = deps
  bindToShop(db, deps.link?.connector.platform ?? null)
  const kept = wireKept(deps)
  const { changes, catalogue, customers, credentials, storeConfigurations, orders, pictures, signIn, write } = kept
  const approving = wireApprovals({ ...deps, customers, write, addressesAtShop: deps.link !== undefined })
  const visits = createVisits({ db, clock, changes, customers, credentials })
  const own = ownThings(kept)
  const link =
    deps.link === undefined
      ? null
      : wireLink({ ...deps, ...kept, link: deps.link, own, unsavable: kept.configurations.unsavable })
  const rights = wireRights({
    ...{ ...kept, db, clock },
    visitsOf: visits.ofMember,
    passkeysOf: approving.passkeys.shownTo,
    addressOf: approving.addresses.of,
    forgetBesides: link?.forget,
  })
  const swept = [kept.codes, signIn, kept.salesHistories, pictures, approving.passkeys, approving.approvals, visits]
  const renderers: Renderers = {
    ...{ ...catalogue.render, ...customers.render, ...credentials.render, ...visits.render },
    ...{ ...storeConfigurations.render, ...orders.render, ...kept.storeOrders.render, ...kept.salesHistories.render },
  }
  return {
    ...kept,
    clock,
    demo,
    storeApiKey: deps.storeApiKey,
    publicUrl: deps.publicUrl,
    tenantTag: Buffer.from(tenantTag(deps.tenant)).toString('hex'),
    visits,
    rights,
    things: link?.things ?? own,
    storeThings: link?.storeThings ?? ownForStore({ storeConfigurations, addresses: approving.addresses, write }),
    /** Null where this is the shop itself. */
    link,
    ...approving,
    limits: createLimits(db, clock),
    events: createPhoneEvents(timers),
    /** What a page of the feed is made with. */
    pageParts: { renderers, rosterVersion: credentials.rosterVersion, seals: kept.seals } satisfies PageParts,
    /** People a stranger may sign in as, each with a code that works, in the demonstration's own order. */
    demoPeople: () => demoSignIns(customers, signIn),
    /** Housekeeping, every minute: what has expired is forgotten. */
    sweep: (): void => write(() => swept.forEach((part) => part.sweep())),
  }
}

/** Members, and what is kept of them and for them. */
function wireKept(deps: ShopDeps) {
  const { db, clock, ids, random, tenantKey, storeId, demo } = deps
  const changes = createChanges(db, clock)
  const catalogue = createCatalogue(db, changes)
  const tellsConsents = deps.link?.connector.capabilities.consents === true
  const consents = createConsents(db, clock, changes, tellsConsents ? createConsentLetterBox(db, ids) : undefined)
  const customers = createCustomers({ db, clock, ids, changes, consents, tenantKey, storeId })
  const seals = createSeals({ key: deps.signingKey, storeId, clock })
  const salesHistories = createSalesHistories({ db, clock, changes, catalogue })
  return {
    ...{ changes, catalogue, consents, customers, seals, salesHistories },
    credentials: createCredentials({ db, clock, random, changes, customers, seals }),
    configurations: createConfigurations({ db, clock, changes, catalogue, customers }),
    codes: createCodes({ db, clock, ids, random, changes }),
    snapshots: createSnapshots({
      ...{ db, clock, privateKey: deps.signingKey.privateKey, tenantTag: tenantTag(deps.tenant) },
    }),
    storeConfigurations: createStoreConfigurations({ db, clock, ids, changes, customers, catalogue }),
    orders: createOrders(db, customers),
    storeOrders: createStoreOrders({ db, changes, customers, salesHistories }),
    pictures: createPictures({ db, clock }),
    signIn: createSignIn({
      ...{ db, clock, random, customers, tenantKey, deliver: deps.deliver, demo },
      accountOf: deps.link && createLinkedAccounts({ db, changes, customers, keys: deps.link.keys }),
    }),
    /** The one way to write: one immediate transaction. */
    write: <T>(run: () => T): T => db.transaction(run).immediate(),
  }
}

const demoSignIns = (customers: Customers, signIn: SignIn) =>
  demoPeople.flatMap(({ number, about }) => {
    const member = customers.byNumber(number)
    if (member?.source !== 'demo') return []
    return [{ login: member.email ?? number, name: member.name, about, code: signIn.demoCode(member) }]
  })
