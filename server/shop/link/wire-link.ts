import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { Logger } from '../../src/platform/log.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Codes } from '../configurations/codes.ts'
import type { Unsavable } from '../configurations/configurations.ts'
import type { StoreConfigurations } from '../configurations/for-store.ts'
import type { Snapshots } from '../configurations/snapshots.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberThings } from '../member-things.ts'
import type { Pictures } from '../pictures/pictures.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { createCodeCopies } from './code-copies.ts'
import { createConsentLetters } from './consent-letters.ts'
import { linkedForStore } from './linked-for-store.ts'
import { createLinkedSignIn } from './linked-sign-in.ts'
import { linkedThings } from './linked-things.ts'
import { createPlatform } from './platform.ts'
import type { MemberLink } from './platform.ts'

export interface LinkDeps {
  readonly link: MemberLink
  readonly db: Db
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly logger: Logger
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly codes: Codes
  readonly snapshots: Snapshots
  readonly pictures: Pictures
  readonly signIn: SignIn
  readonly storeConfigurations: StoreConfigurations
  readonly unsavable: Unsavable
  readonly own: MemberThings
  readonly write: <T>(run: () => T) => T
}

/** The member service of a retailer's own shop: what it asks there instead of keeping it. */
export function wireLink(deps: LinkDeps) {
  const platform = createPlatform(deps)
  const copies = createCodeCopies(deps)
  return {
    things: linkedThings({ ...deps, platform, copies }),
    storeThings: linkedForStore({ ...deps, platform, copies, configurations: deps.storeConfigurations }),
    startSignIn: createLinkedSignIn({ ...deps, platform }),
    /** Sends what members decided about consents, as far as the shop is there to hear it. */
    sendConsents: createConsentLetters({ ...deps, platform }),
    /** Whether configurations are the shop's; otherwise they are kept here, and go with the account. */
    keepsConfigurations: platform.keepsConfigurations,
    /** What only codes still open of a member goes; belongs into the transaction that ends the account. */
    forget: copies.forget,
  }
}
