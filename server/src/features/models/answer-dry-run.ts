import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { REPORTED_MAX } from '@dangol/protocol/models.ts'
import type { Handler } from '../../transport/handler.ts'
import type { Held } from './effect.ts'
import type { ModelsParts } from './models.ts'
import { mainFile } from './read-files.ts'

/** A dry run looks at so many of the newest saved configurations; a store keeps copies of its own regulars only. */
const HELD_MAX = 20_000

/** Reads the files, compiles what they say and tells what it would do to what people have. Changes nothing. */
export function createDryRun(parts: ModelsParts): Handler<'models:dry-run'> {
  return async (_caller, { files }) => {
    const read = await parts.work({ kind: 'read', files })
    if (read === null) return refuse('too-hard')
    if (!read.ok) {
      const { faults } = read.error
      const more = Math.max(0, faults.length - REPORTED_MAX)
      return ok({ kind: 'refused', faults: faults.slice(0, REPORTED_MAX), more })
    }
    const onSale = parts.shelf.model(read.value.id)
    const model = { ...read.value, version: nextVersion(parts, read.value) }
    const held = heldOf(parts, model)
    const answer = await parts.work({
      kind: 'dry-run',
      model,
      file: mainFile(files),
      onSale,
      held: held.slice(0, HELD_MAX),
      sawAll: held.length <= HELD_MAX,
    })
    return answer === null ? refuse('too-hard') : ok(answer)
  }
}

/** Versions rise by one with each publication, whatever the file says. */
export const nextVersion = ({ shelf }: ModelsParts, { id }: Pick<ConfigModel, 'id'>): number =>
  (shelf.versionsOf(id)[0] ?? 0) + 1

function heldOf({ held }: ModelsParts, { id }: ConfigModel): Held[] {
  const inCarts = held.inCarts()
  return held.saved(id, HELD_MAX + 1).map((thing) => ({ choices: thing.choices, inCart: inCarts.has(thing.id) }))
}
