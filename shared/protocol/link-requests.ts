import { z } from 'zod'
import { ReasonSchema } from './common.ts'
import {
  LetterActionSchema,
  LetterSchema,
  LinkStateSchema,
  MappedSampleSchema,
  ProbeProblemSchema,
  UnusableSchema,
} from './link.ts'
import { command, request } from './request.ts'

/** Why; written into the record. */
const reason = { reason: ReasonSchema }
const nothing = z.strictObject({})

/** The link to the retailer's shop: seen, held, tried out, and its letters dealt with. */
export const LINK_REQUESTS = {
  'link:state': request({ input: nothing, output: LinkStateSchema, refusals: [], from: ['office'] }),
  /** Nothing is read from the shop and nothing sent until it is resumed; the store sells on. */
  'link:pause': request({
    input: z.strictObject({ ...command, ...reason }),
    output: LinkStateSchema,
    refusals: [],
    from: ['office'],
  }),
  'link:resume': request({ input: z.strictObject(command), output: LinkStateSchema, refusals: [], from: ['office'] }),
  /** Compares the whole mirror with the shop now, and mends what has drifted; `link:state` says how it went. */
  'link:compare': request({ input: z.strictObject(command), output: LinkStateSchema, refusals: [], from: ['office'] }),
  /** Asks the shop and reads a few records of each feed, without keeping any. Takes up to 20 seconds. */
  'link:dry-run': request({
    input: nothing,
    output: z.strictObject({
      problems: z.array(ProbeProblemSchema).max(50),
      samples: z.array(MappedSampleSchema).max(60),
      unusable: z.array(UnusableSchema).max(60),
    }),
    refusals: ['already-under-way'],
    from: ['office'],
    patienceMs: 25_000,
  }),
  /** What the shop did not take, oldest first. */
  'link:letters': request({
    input: nothing,
    output: z.strictObject({ letters: z.array(LetterSchema).max(500), whole: z.boolean() }),
    refusals: [],
    from: ['office'],
  }),
  /** 'retry': send it once more. 'take-over': as the store took it. 'cancel': it is not sent, and an order is cancelled. */
  'link:resolve': request({
    input: z.strictObject({ ...command, position: z.int().positive(), action: LetterActionSchema, ...reason }),
    output: z.strictObject({ letters: z.array(LetterSchema).max(500), whole: z.boolean() }),
    refusals: ['no-such-letter', 'not-possible'],
    from: ['office'],
  }),
  /** Rows of the shop that were set aside, newest first. */
  'link:set-aside': request({
    input: nothing,
    output: z.strictObject({ rows: z.array(UnusableSchema).max(500), whole: z.boolean() }),
    refusals: [],
    from: ['office'],
  }),
} as const
