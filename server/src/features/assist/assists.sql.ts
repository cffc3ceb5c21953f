import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { AssistId, AssociateId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { AssistSchema } from '@dangol/protocol/assist.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import type { Db } from '../../db/open.ts'

interface Row {
  readonly id: string
  readonly visitId: string
  readonly associate: string
  readonly name: string
  readonly deviceId: string
  readonly asked: string | null
  readonly agreed: string | null
  readonly since: number
}

const COLUMNS = 'id, visit_id as visitId, associate, name, device_id as deviceId, asked, agreed, since'

/** Who helps in open visits, or asks to. */
export function prepareAssists(db: Db) {
  const find = db.prepare<[AssistId], Row>(`select ${COLUMNS} from assists where id = ?`)
  const ofVisit = db.prepare<[VisitId], Row>(`select ${COLUMNS} from assists where visit_id = ? order by since, id`)
  const onDevice = db.prepare<[DeviceId], Row>(`select ${COLUMNS} from assists where device_id = ? order by since, id`)
  const inVisitOn = db.prepare<[VisitId, DeviceId], Row>(
    `select ${COLUMNS} from assists where visit_id = ? and device_id = ?`,
  )
  const insert = db.prepare<[Row]>(
    `insert into assists (id, visit_id, associate, name, device_id, asked, agreed, since)
     values (:id, :visitId, :associate, :name, :deviceId, :asked, :agreed, :since)`,
  )
  const setModes = db.prepare<[AssistMode | null, AssistMode | null, AssistId]>(
    'update assists set asked = ?, agreed = ? where id = ?',
  )
  const remove = db.prepare<[AssistId]>('delete from assists where id = ?')
  return {
    find: (id: AssistId) => assistOrNull(find.get(id)),
    ofVisit: (visitId: VisitId) => ofVisit.all(visitId).map(assistOf),
    onDevice: (deviceId: DeviceId) => onDevice.all(deviceId).map(assistOf),
    /** The session of this very associate; whoever held the tablet before does not count. */
    own: (visitId: VisitId, deviceId: DeviceId, associate: AssociateId | null) => {
      const assist = assistOrNull(inVisitOn.get(visitId, deviceId))
      return assist?.associate.id === associate ? assist : null
    },
    insert: ({ associate, ...assist }: Assist) =>
      void insert.run({ ...assist, associate: associate.id, name: associate.name }),
    setModes: ({ id, asked, agreed }: Assist) => void setModes.run(asked, agreed, id),
    remove: (id: AssistId) => void remove.run(id),
  }
}
export type AssistsSql = ReturnType<typeof prepareAssists>

const assistOrNull = (row: Row | undefined): Assist | null => (row === undefined ? null : assistOf(row))

const assistOf = ({ associate, name, ...row }: Row): Assist =>
  AssistSchema.parse({ ...row, associate: { id: associate, name } })
