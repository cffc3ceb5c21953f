/** The JSON text that a message stands for, where it is at hand already: what goes to many devices is encoded once. */
const TEXT = Symbol('JSON text')

interface Encoded {
  readonly [TEXT]?: string
}

/**
 * Says that `text` is the JSON of `message`. A copy of the message does not inherit it, so whoever changes a message on its way
 * changes what is sent.
 */
export function encoded<T extends object>(message: T, text: string): T {
  return Object.defineProperty(message, TEXT, { value: text })
}

/** The JSON of a message. */
export function jsonOf(message: unknown): string | undefined {
  const { [TEXT]: known }: Encoded = typeof message === 'object' && message !== null ? message : {}
  // What JSON has no word for (undefined, a function) has no text either, whatever the type of `stringify` says.
  return known ?? JSON.stringify(message)
}
