import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import { nextVersion } from './answer-dry-run.ts'
import type { ModelsParts } from './models.ts'
import { faultLine, mainFile } from './read-files.ts'
import type { ModelFault } from './read-files.ts'

interface Publishing {
  readonly model: ConfigModel
  readonly caller: Caller
  readonly note: string
  readonly broughtBack: number | null
}

/**
 * Publishes files as the version that their dry run spoke of; refuses when another version came in between. What is no sound
 * model is refused with the first fault, and what is on sale stays.
 */
export function createPublish(parts: ModelsParts): Handler<'models:publish'> {
  return async (caller, { files, version, note }) => {
    const read = await parts.work({ kind: 'read', files })
    if (read === null) return refuse('too-hard')
    if (!read.ok) return refusedFor(read.error.faults)
    const model = { ...read.value, version }
    if (wasPublished(parts, model)) return ok({ familyId: model.id, version })
    if (nextVersion(parts, model) !== version) return refuse('version-taken')
    // Judged again: nobody has to have asked for a dry run before.
    const file = mainFile(files)
    const judged = await parts.work({ kind: 'dry-run', model, file, onSale: null, held: [], sawAll: true })
    if (judged === null) return refuse('too-hard')
    if (judged.kind === 'refused') return refusedFor(judged.faults)
    return publish(parts, { model, caller, note, broughtBack: null })
  }
}

/** Publishes the content of an earlier version under a new number: versions never change and never come back themselves. */
export function createRollBack(parts: ModelsParts): Handler<'models:roll-back'> {
  return async (caller, { familyId, to, version, note }) => {
    const before = parts.shelf.model(familyId, to)
    if (before === null) return refuse('no-such-version')
    const model = { ...before, version }
    if (wasPublished(parts, model)) return ok({ familyId, version })
    if (nextVersion(parts, model) !== version) return refuse('version-taken')
    return publish(parts, { model, caller, note, broughtBack: to })
  }
}

async function publish(parts: ModelsParts, { model, caller, note, broughtBack }: Publishing) {
  const outcome = await parts.publishAtShop(model)
  if (outcome !== 'published') return refuse(outcome)
  parts.publications.put({
    familyId: model.id,
    version: model.version,
    at: parts.clock.nowMs(),
    by: caller.associate,
    note,
    broughtBack,
  })
  return ok({ familyId: model.id, version: model.version })
}

const refusedFor = ([first]: readonly ModelFault[]) =>
  refuse('model-refused', first === undefined ? {} : { detail: faultLine(first) })

/** The same publication asked for again, because its answer was lost. */
const wasPublished = (parts: ModelsParts, { id, version }: ConfigModel): boolean =>
  parts.publications.ofFamily(id).some((each) => each.version === version)
