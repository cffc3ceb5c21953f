import type { EraseDeps } from './erase-account.ts'
import { createEraseAccount } from './erase-account.ts'
import { createExport } from './export.ts'
import type { ExportDeps } from './export.ts'
import { createForgetting } from './forgetting.ts'
import type { ForgettingDeps } from './forgetting.ts'

/** What a member may ask of the shop about themselves. Every write belongs into a transaction of the caller. */
export const wireRights = (deps: EraseDeps & ExportDeps & ForgettingDeps) => ({
  ...createForgetting(deps),
  eraseAccount: createEraseAccount(deps),
  exportOf: createExport(deps),
})
