import { walkAround } from './walk-kiosk.ts'
import * as help from './walk-kiosk-help.ts'
import { walkHandover } from './walk-handover.ts'
import { walkMend, walkVisit } from './walk-kiosk-member.ts'
import { walkDay, walkEmptyDay, walkExceptions, walkModels, walkOfficeOffline } from './walk-office.ts'
import { walkDesks } from './walk-desks.ts'
import { storeHasCaughtUp } from './shopper.ts'
import { walkApproval } from './walk-kiosk-approval.ts'
import { comeIn } from './walk-people.ts'
import { walkReceipts } from './walk-receipts.ts'
import { walkStrangers } from './walk-strangers.ts'
import { walkApproving } from './walk-approving.ts'
import { SAVED_AT_HOME, walkClaim, walkEmptyPhone, walkPhone } from './walk-phone.ts'
import type { Walk, Walker } from './walk-stop.ts'
import * as tablets from './walk-tablet.ts'
import { walkTogether } from './walk-together.ts'
import { walkWaiting } from './walk-waiting.ts'

const MEMBER = '김민지'
/** Nobody has asked him whether staff may know of his visits. */
const UNASKED = 'Lucas Moreau'
/** She keeps her order history to herself. */
const PRIVATE = '박서연'

/**
 * One day in the store, through every screen there is: nobody there yet, somebody at home, visits, a call for help, sales, then
 * the internet cut and the store server down. Needs a stage of its own, which is of no use afterwards.
 */
export async function* walkFloor(walker: Walker): Walk {
  const open = (who: 'kiosk' | 'tablet' | 'office') => walker.stage.page(who, { lang: walker.lang })
  yield* walkStrangers(walker)
  const [kiosk, tablet, office] = await Promise.all([open('kiosk'), open('tablet'), open('office')])
  yield* walkEmptyDay(walker, office)
  yield* tablets.walkShiftStart(walker, tablet)
  yield* walkPhone(walker, MEMBER)
  yield* walkApproving(walker, MEMBER)
  yield* walkAround(walker, kiosk)

  const member = await comeIn(walker.stage, MEMBER)
  const code = yield* walkVisit(walker, kiosk, member)
  yield* walkClaim(walker, code, MEMBER)
  yield* walkReceipts(walker, MEMBER)
  yield* walkApproval(walker, kiosk, PRIVATE)
  yield* walkModels(walker, office)
  await storeHasCaughtUp(walker.stage)
  yield* walkMend(walker, kiosk, member, SAVED_AT_HOME[walker.lang])
  const unasked = await comeIn(walker.stage, UNASKED)
  yield* help.walkConsent(walker, kiosk, unasked, member)
  await unasked.leave()
  yield* walkEmptyPhone(walker, UNASKED)

  await tablets.startWork(walker, tablet)
  yield* help.walkCallHelp(walker, kiosk, member)
  await member.leave()
  yield* tablets.walkAnswer(walker, tablet)
  yield* help.walkHelpAnswered(walker, kiosk, tablets.ASSOCIATE)
  yield* tablets.walkServe(walker, tablet)
  yield* help.walkServed(walker, kiosk, tablets.ASSOCIATE)
  yield* walkTogether(walker, kiosk, tablet)
  // The kiosk is left alone for 40 s until it asks whether anybody is there; the associate has things to do meanwhile.
  yield* tablets.walkLookUp(walker, tablet, PRIVATE)
  yield* walkDay(walker, office)
  yield* walkDesks(walker)
  yield* help.walkWarning(walker, kiosk)
  yield* tablets.walkSaleBegun(walker, tablet)
  yield* walkHandover(walker, kiosk, tablet)
  yield* tablets.walkSale(walker, tablet)

  yield* help.walkConnecting(walker)
  yield* help.walkWanDown(walker, kiosk)
  yield* tablets.walkTabletOutage(walker, tablet)
  yield* walkExceptions(walker, office)
  yield* help.walkStoreDown(walker, kiosk)
  yield* tablets.walkTabletOffline(walker, tablet)
  yield* walkWaiting(walker, tablet)
  yield* walkOfficeOffline(walker, office)
}
