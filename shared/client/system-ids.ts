import type { Brand, IdSource } from '@dangol/domain/ids/ids.ts'
import { v7 } from 'uuid'

/** New UUIDv7s; those made in one millisecond still rise. */
export const systemIds: IdSource = {
  // The one place where a string becomes an id: the noun that is born says which.
  next: <B extends Brand<string>>() => v7() as B,
}
