/** How long a test in virtual time may take. What it shows does not depend on the machine, only when. Milliseconds. */
export const SLOW_MACHINE_MS = 3_600_000
