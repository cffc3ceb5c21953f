import type { AssociateId, ConfigurationId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { HandoverSchema } from '@dangol/protocol/handovers.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import { ShopConfigurationSchema } from '@dangol/protocol/shop.ts'
import type { Db } from '../../db/open.ts'
import type { NamelessThing } from '../../ports/configurations.ts'

/** An offer as the store keeps it. */
export interface StoredHandover extends Handover {
  /** The visit whose configurations were sent. */
  readonly fromVisit: VisitId
  /** When the next thing happens by itself: the offer lapses, or what became of it is forgotten. Unix milliseconds. */
  readonly forgetAt: number
}

/** One of the configurations sent, as it was at that moment. */
export interface SentThing {
  readonly configurationId: ConfigurationId
  readonly revision: number
  readonly thing: NamelessThing
}

interface Row {
  readonly id: string
  readonly associate: AssociateId
  readonly associateName: string
  readonly fromDevice: DeviceId
  readonly fromVisit: VisitId
  readonly kioskId: DeviceId
  readonly count: number
  readonly state: Handover['state']
  readonly expiresAt: number
  readonly forgetAt: number
}
interface ThingRow {
  readonly configurationId: ConfigurationId
  readonly revision: number
  readonly thing: string
}

const COLUMNS = `id, associate, associate_name as associateName, from_device as fromDevice, from_visit as fromVisit,
  kiosk_id as kioskId, count, state, expires_at as expiresAt, forget_at as forgetAt`
const ThingSchema = ShopConfigurationSchema.pick({
  ...{ familyId: true, modelVersion: true, name: true, choices: true, origin: true, words: true },
})

/** Offers to kiosks: the open ones, and for a minute what became of the others. */
export function prepareHandovers(db: Db) {
  const find = db.prepare<[string], Row>(`select ${COLUMNS} from handovers where id = ?`)
  const all = db.prepare<[], Row>(`select ${COLUMNS} from handovers order by expires_at, id`)
  const insert = db.prepare<[Row]>(
    `insert into handovers (id, associate, associate_name, from_device, from_visit, kiosk_id, count, state, expires_at, forget_at)
     values (:id, :associate, :associateName, :fromDevice, :fromVisit, :kioskId, :count, :state, :expiresAt, :forgetAt)`,
  )
  const insertThing = db.prepare<[string, number, ConfigurationId, number, string]>(
    'insert into handover_things (handover_id, position, configuration_id, revision, thing) values (?, ?, ?, ?, ?)',
  )
  const things = db.prepare<[string], ThingRow>(
    `select configuration_id as configurationId, revision, thing from handover_things
     where handover_id = ? order by position`,
  )
  const setOver = db.prepare<[Handover['state'], number, string]>(
    'update handovers set state = ?, forget_at = ? where id = ?',
  )
  const dropThings = db.prepare<[string]>('delete from handover_things where handover_id = ?')
  const drop = db.prepare<[string]>('delete from handovers where id = ?')
  return {
    find: (id: string) => storedOrNull(find.get(id)),
    all: () => all.all().map(storedOf),
    things: (id: string): SentThing[] => things.all(id).map(thingOf),
    insert(handover: StoredHandover, sent: readonly SentThing[]) {
      insert.run(rowOf(handover))
      sent.forEach(({ configurationId, revision, thing }, position) => {
        insertThing.run(handover.id, position, configurationId, revision, JSON.stringify(thing))
      })
    },
    /** It is over: what was sent goes at once. */
    over(id: string, state: Handover['state'], forgetAt: number) {
      setOver.run(state, forgetAt, id)
      dropThings.run(id)
    },
    drop: (id: string) => void drop.run(id),
  }
}
export type HandoversSql = ReturnType<typeof prepareHandovers>

/** What devices see of it. */
export const shownOf = ({ fromVisit: _visit, forgetAt: _at, ...handover }: StoredHandover): Handover => handover

const rowOf = ({ from, ...handover }: StoredHandover): Row => ({
  ...handover,
  associate: from.id,
  associateName: from.name,
  fromDevice: from.deviceId,
})

function storedOf({ associate, associateName, fromDevice, fromVisit, forgetAt, ...row }: Row): StoredHandover {
  const from = { id: associate, name: associateName, deviceId: fromDevice }
  return { ...HandoverSchema.parse({ ...row, from }), fromVisit, forgetAt }
}

const storedOrNull = (row: Row | undefined): StoredHandover | null => (row === undefined ? null : storedOf(row))

const thingOf = ({ thing, ...row }: ThingRow): SentThing => ({
  ...row,
  thing: ThingSchema.parse(JSON.parse(thing) as unknown),
})
