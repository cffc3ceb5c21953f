/** What a text says as JSON; null where it is none, which no schema takes for something. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
