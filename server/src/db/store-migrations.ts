import type { Migration } from './migrate.ts'
import { changeLog } from './migrations/0010-change-log.ts'
import { commands } from './migrations/0020-commands.ts'
import { visits } from './migrations/0030-visits.ts'
import { customers } from './migrations/0040-customers.ts'
import { pastOrders } from './migrations/0050-past-orders.ts'
import { consents } from './migrations/0060-consents.ts'
import { accessLog } from './migrations/0070-access-log.ts'
import { attempts } from './migrations/0080-attempts.ts'
import { recognition } from './migrations/0090-recognition.ts'
import { devicesAndStaff } from './migrations/0100-devices-and-staff.ts'
import { upstream } from './migrations/0110-upstream.ts'
import { catalogue } from './migrations/0200-catalogue.ts'
import { configurations } from './migrations/0210-configurations.ts'
import { stockAndHolds } from './migrations/0220-stock-and-holds.ts'
import { carts } from './migrations/0230-carts.ts'
import { orders } from './migrations/0240-orders.ts'
import { helpCalls } from './migrations/0250-help-calls.ts'
import { outcomesOfVisits } from './migrations/0260-outcomes-of-visits.ts'
import { modelPublications } from './migrations/0270-model-publications.ts'
import { salesHistories } from './migrations/0280-sales-histories.ts'
import { compiledModels } from './migrations/0290-compiled-models.ts'
import { configurationWords } from './migrations/0300-configuration-words.ts'
import { epochs } from './migrations/0310-epochs.ts'
import { sharedDrafts } from './migrations/0320-shared-drafts.ts'
import { writeProbe } from './migrations/0330-write-probe.ts'
import { pairedDevices } from './migrations/0340-paired-devices.ts'
import { staff } from './migrations/0350-staff.ts'
import { approvedVisits } from './migrations/0360-approved-visits.ts'
import { handovers } from './migrations/0370-handovers.ts'
import { consentReceipts } from './migrations/0380-consent-receipts.ts'
import { auditHeads } from './migrations/0382-audit-heads.ts'
import { identities } from './migrations/0384-identities.ts'
import { memberVisits } from './migrations/0386-member-visits.ts'
import { sealedRoster } from './migrations/0400-sealed-roster.ts'
import { mirrored } from './migrations/0410-mirrored.ts'
import { outboxLines } from './migrations/0420-outbox-lines.ts'
import { linkPause } from './migrations/0430-link-pause.ts'
import { consentsSaid } from './migrations/0440-consents-said.ts'
import { unreportedGoods } from './migrations/0450-unreported-goods.ts'
import { lighterSteps } from './migrations/0460-lighter-steps.ts'

/** Every step of the store server's database, oldest first. */
export const STORE_MIGRATIONS: readonly Migration[] = [
  changeLog,
  commands,
  visits,
  customers,
  pastOrders,
  consents,
  accessLog,
  attempts,
  recognition,
  devicesAndStaff,
  upstream,
  catalogue,
  configurations,
  stockAndHolds,
  carts,
  orders,
  helpCalls,
  outcomesOfVisits,
  modelPublications,
  salesHistories,
  compiledModels,
  configurationWords,
  epochs,
  sharedDrafts,
  writeProbe,
  pairedDevices,
  staff,
  approvedVisits,
  handovers,
  consentReceipts,
  auditHeads,
  identities,
  memberVisits,
  sealedRoster,
  mirrored,
  outboxLines,
  linkPause,
  consentsSaid,
  unreportedGoods,
  lighterSteps,
]
