import { expect, it } from 'vitest'
import { openDatabase } from '../open.ts'
import { modelPublications } from './0270-model-publications.ts'

it('keeps one publication per version, and none that brings back what comes after it', () => {
  const db = openDatabase(':memory:', [modelPublications])
  const publish = (version: number, broughtBack: number | null) =>
    db
      .prepare(
        `insert into model_publications (family_id, version, at, by, note, brought_back) values ('mug', ?, 0, null, '', ?)`,
      )
      .run(version, broughtBack)
  publish(2, 1)
  expect(() => publish(2, null)).toThrow('UNIQUE')
  expect(() => publish(3, 4)).toThrow('CHECK')
})
