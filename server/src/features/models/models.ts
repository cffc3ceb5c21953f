import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId, FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createDryRun } from './answer-dry-run.ts'
import { inWorker } from './in-worker.ts'
import type { Job, JobDone } from './job.ts'
import { createList } from './list-models.ts'
import { createPublish, createRollBack } from './publish.ts'
import { preparePublications } from './publications.sql.ts'
import { createFiles } from './write-files.ts'

/** The catalogue, as publishing uses it. */
interface ModelShelf {
  /** Families on sale. */
  families(): FamilyId[]
  /** Every version there ever was of a family, newest first. */
  versionsOf(familyId: FamilyId): number[]
  model(familyId: FamilyId, version?: number): ConfigModel | null
}

/** A configuration somebody saved. */
interface SavedThing {
  readonly id: ConfigurationId
  readonly choices: Choices
}

/** What people have and bought of a family, without whose it is. */
interface HeldThings {
  saved(familyId: FamilyId, max: number): SavedThing[]
  inCarts(): ReadonlySet<ConfigurationId>
  ordered(familyId: FamilyId, max: number): Choices[]
}

/** Publishes at the online shop, which owns the catalogue. Repeating a publication changes nothing. */
type PublishAtShop = (
  model: ConfigModel,
) => Promise<'published' | 'version-taken' | 'shop-unreachable' | 'shop-refused'>

export interface ModelsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly shelf: ModelShelf
  readonly held: HeldThings
  readonly publishAtShop: PublishAtShop
  /** Does work beside the floor's thread; null when it takes too long. */
  readonly work?: <J extends Job>(job: J) => Promise<JobDone<J> | null>
}
/** The same with everything made. */
export interface ModelsParts extends Required<ModelsDeps> {
  readonly publications: ReturnType<typeof preparePublications>
}

type Requests = 'models:list' | 'models:files' | 'models:dry-run' | 'models:publish' | 'models:roll-back'

export interface ModelsFeature {
  readonly handlers: Handlers<Requests>
}

/** The office's hand on the product models: what is on sale, what a new version would do, publish, bring back. */
export function createModels(deps: ModelsDeps): ModelsFeature {
  const parts: ModelsParts = { work: inWorker, ...deps, publications: preparePublications(deps.db) }
  return {
    handlers: {
      'models:list': createList(parts),
      'models:files': createFiles(parts),
      'models:dry-run': createDryRun(parts),
      'models:publish': createPublish(parts),
      'models:roll-back': createRollBack(parts),
    },
  }
}
