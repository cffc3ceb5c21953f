import { createHash } from 'node:crypto'

/** What the shop seals a page's changes with: SHA-256 over the JSON of each, as it was sent, each followed by a line feed. */
export function pageDigest(changesAsJson: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const change of changesAsJson) hash.update(change).update('\n')
  return hash.digest('hex')
}
