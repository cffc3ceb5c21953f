import { fleet } from './ko/fleet.ts'
import { floor } from './ko/floor.ts'
import { frame } from './ko/frame.ts'
import { handover } from './ko/handover.ts'
import { inventory } from './ko/inventory.ts'
import { models } from './ko/models.ts'
import { office } from './ko/office.ts'
import { pairing } from './ko/pairing.ts'
import { record } from './ko/record.ts'
import { sale } from './ko/sale.ts'
import { shopLink } from './ko/shop-link.ts'
import { staff } from './ko/staff.ts'
import { subject } from './ko/subject.ts'
import { team } from './ko/team.ts'
import { together } from './ko/together.ts'

/** Every text of the staff screens in Korean; its shape is the schema the other language must match. */
export const ko = {
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
export type Messages = typeof ko
