import { readFamily } from '../read-family.ts'

export const runner = readFamily(new URL('runner.model.yaml', import.meta.url))

/** The version before, which nobody can order any more. */
export const runnerBefore = readFamily(new URL('runner-v3.model.yaml', import.meta.url))
