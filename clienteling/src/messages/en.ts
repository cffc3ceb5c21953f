import type { Messages } from './ko.ts'
import { fleet } from './en/fleet.ts'
import { floor } from './en/floor.ts'
import { frame } from './en/frame.ts'
import { handover } from './en/handover.ts'
import { inventory } from './en/inventory.ts'
import { models } from './en/models.ts'
import { office } from './en/office.ts'
import { pairing } from './en/pairing.ts'
import { record } from './en/record.ts'
import { sale } from './en/sale.ts'
import { shopLink } from './en/shop-link.ts'
import { staff } from './en/staff.ts'
import { subject } from './en/subject.ts'
import { team } from './en/team.ts'
import { together } from './en/together.ts'

/** Every text of the staff screens in English. */
export const en: Messages = {
  ...frame,
  ...floor,
  ...sale,
  ...office,
  ...models,
  ...handover,
  ...together,
  ...fleet,
  ...staff,
  ...pairing,
  ...team,
  ...inventory,
  ...subject,
  ...record,
  ...shopLink,
}
