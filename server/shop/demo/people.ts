import type { DemoPerson } from './people-types.ts'
import { minji } from './people/minji.ts'
import { regulars } from './people/regulars.ts'
import { visitors } from './people/visitors.ts'

/** Shoppers of the demonstration, the main one first. */
export const demoPeople: readonly DemoPerson[] = [minji, ...regulars, ...visitors]
