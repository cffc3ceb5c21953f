import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { catalogue } from './0200-catalogue.ts'

const open = () => openDatabase(':memory:', [catalogue])

it('keeps every version of a family beside the others', () => {
  const db = open()
  const insert = db.prepare(`insert into models (family_id, version, body) values ('mug', ?, '{}')`)
  insert.run(1)
  insert.run(2)
  expect(() => insert.run(2)).toThrow('UNIQUE')
  expect(() => insert.run(0)).toThrow('CHECK')
  expect(() => db.exec(`insert into models (family_id, version, body) values ('mug', 3, 'not json')`)).toThrow('CHECK')
})

it('has one version of the whole catalogue, from the start', () => {
  const db = open()
  expect(db.prepare('select version, announced from catalogue_versions').all()).toEqual([{ version: 0, announced: 0 }])
  expect(() => db.exec('insert into catalogue_versions (one, version, announced) values (2, 0, 0)')).toThrow('CHECK')
})

it('finds the newest version of a family without reading the others', () => {
  const plan = planOf(open(), 'select body from models where family_id = ? order by version desc limit 1')
  expect(plan).toMatch(/SEARCH models USING INDEX/)
  expect(plan).not.toContain('TEMP B-TREE')
})
