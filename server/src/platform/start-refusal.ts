/** Why a process will not start: one clear sentence for the person who started it; never a stack trace. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
}

/** The sentence to print for a failed start; anything unexpected is left to crash with its stack. */
export function sentenceOf(error: unknown): string | null {
  return error instanceof StartRefusal ? error.message : null
}
