import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { cruiser } from './families/cruiser/model.ts'
import { foundation } from './families/foundation/model.ts'
import { jersey } from './families/jersey/model.ts'
import { runner, runnerBefore } from './families/runner/model.ts'

export { demoStore } from './store.ts'
export { demoLevels, demoSkus } from './skus.ts'
export { demoPeople } from './people.ts'

/** The newest version of every family of the demonstration. */
export const demoModels: readonly ConfigModel[] = [cruiser, runner, jersey, foundation]

/** Versions that are no longer sold, but under which people saved what they had configured. */
export const demoOldModels: readonly ConfigModel[] = [runnerBefore]
