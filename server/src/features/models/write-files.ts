import { ok, refuse } from '@dangol/domain/result/result.ts'
import { writeModel } from '@dangol/modelling/files/write/write.ts'
import type { Handler } from '../../transport/handler.ts'
import type { ModelsParts } from './models.ts'

/** A published version as a file, to be changed and published again. */
export function createFiles({ shelf }: ModelsParts): Handler<'models:files'> {
  return (_caller, { familyId, version }) => {
    const model = shelf.model(familyId, version)
    if (model === null) return refuse('no-such-version')
    return ok({ files: [{ name: `${familyId}.model.yaml`, text: writeModel(model) }] })
  }
}
