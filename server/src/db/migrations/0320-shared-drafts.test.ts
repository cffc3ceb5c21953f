import { expect, it } from 'vitest'
import { openStoreCore } from '../../testing/store-core.ts'
import { planOf } from '../../testing/query-plan.ts'

const insert = `insert into assists (id, visit_id, associate, name, device_id, asked, agreed, since)
  values (?, 'visit-1', 'jieun', '이지은', ?, ?, null, 1)`

it('keeps one helper per tablet and visit, who asks for something or may do something', () => {
  const { db } = openStoreCore()
  db.prepare(insert).run('assist-1', 'tablet-1', 'view')
  expect(() => db.prepare(insert).run('assist-2', 'tablet-1', 'view')).toThrow(/UNIQUE/)
  expect(() => db.prepare(insert).run('assist-2', 'tablet-2', 'drive')).toThrow(/CHECK/)
  expect(() => db.prepare(insert).run('assist-2', 'tablet-2', null)).toThrow(/CHECK/)
  expect(planOf(db, 'select id from assists where device_id = ?')).toMatch(/assists_by_device/)
})

it('keeps one draft per visit, and only JSON', () => {
  const { db } = openStoreCore()
  db.exec("insert into shared_drafts (visit_id, body) values ('visit-1', '{}')")
  expect(() => db.exec("insert into shared_drafts (visit_id, body) values ('visit-1', '{}')")).toThrow(/UNIQUE/)
  expect(() => db.exec("insert into shared_drafts (visit_id, body) values ('visit-2', 'red')")).toThrow(/CHECK/)
})
