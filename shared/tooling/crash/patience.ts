/**
 * What has not happened by now never will. What is owed within seconds is the simulation's to show, in its own time; here a whole
 * machine that is busy with other stores must not count as one that lost something. Milliseconds.
 */
export const NEVER_MS = 240_000

/** How long a test waits for a round of several such waits. Milliseconds. */
export const ROUND_MS = 6 * NEVER_MS
