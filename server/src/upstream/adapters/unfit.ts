import type { Unusable } from '@dangol/protocol/link.ts'

/** A row that this store cannot take, and why; of its content only what a person needs to mend it. */
export class Unfit extends Error {
  readonly reason: Unusable['reason']
  constructor(reason: Unusable['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}
