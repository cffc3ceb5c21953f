import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { DryRun } from '@dangol/protocol/models.ts'
import { dryRun } from './dry-run.ts'
import { deadValuesOf } from './findings.ts'
import type { Held } from './effect.ts'
import { readFiles } from './read-files.ts'
import type { ModelFileText } from './read-files.ts'

/** Work on models that takes longer than a floor may wait; everything in and out is plain data. */
export type Job =
  | { readonly kind: 'read'; readonly files: readonly ModelFileText[] }
  | {
      readonly kind: 'dry-run'
      readonly model: ConfigModel
      readonly file: ModelFileText | null
      readonly onSale: ConfigModel | null
      readonly held: readonly Held[]
      readonly sawAll: boolean
    }
  | { readonly kind: 'dead-values'; readonly model: ConfigModel }

export type JobDone<J extends Job> = J extends { kind: 'read' }
  ? ReturnType<typeof readFiles>
  : J extends { kind: 'dry-run' }
    ? DryRun
    : string[]

export function doJob(job: Job): JobDone<Job> {
  switch (job.kind) {
    case 'read':
      return readFiles(job.files)
    case 'dry-run':
      return dryRun(job)
    case 'dead-values':
      return deadValuesOf(job.model)
  }
}
