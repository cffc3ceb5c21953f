import type { DemoPerson } from './people-types.ts'

/** Shoppers of the demonstration. */
export const demoPeople: readonly DemoPerson[] = []
