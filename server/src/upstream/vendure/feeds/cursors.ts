import { z } from 'zod'
import { PlaceSchema, START } from './walk.ts'

/** A window over what changed, closed by the shop's clock as its first page came. */
export const WindowSchema = z.strictObject({ since: z.int(), until: z.int().nullable(), place: PlaceSchema })
export type Window = z.infer<typeof WindowSchema>

/** A write is stamped when it begins and seen when it ends; one that takes longer than this is found by the comparison. */
const OVERLAP_MS = 30_000
/** The shop tells its time in whole seconds. */
const SECOND_MS = 1_000

export const windowFrom = (since: number): Window => ({ since, until: null, place: START })

/** Vendure's bounds are strict: what they leave out at either end is in the overlap of this window or the next. */
export const within = ({ since, until }: Window) => ({
  after: iso(since - OVERLAP_MS),
  ...(until === null ? {} : { before: iso(until + SECOND_MS) }),
})
const iso = (atMs: number): string => new Date(atMs).toISOString()
