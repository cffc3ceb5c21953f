import type { Migration } from './migrate.ts'
import { changeLog } from './migrations/0010-change-log.ts'
import { commands } from './migrations/0020-commands.ts'

/** Every step of the store server's database, oldest first. */
export const STORE_MIGRATIONS: readonly Migration[] = [changeLog, commands]
