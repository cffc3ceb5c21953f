import { Random } from '@dangol/domain/chance/random.ts'

/** A round to be run: which kind, with which seed. */
interface Planned {
  readonly kind: string
  readonly seed: number
}

/**
 * Deals `rounds` rounds to the kinds by their shares, each kind at least once when there are enough. Deterministic in the
 * seed; a single round of one kind gets the seed itself, so that what a round printed runs it again.
 */
export function schedule(o: {
  rounds: number
  seed: number
  kinds: readonly { readonly name: string; readonly share: number }[]
}): Planned[] {
  const random = new Random(o.seed)
  const dealt = new Map(o.kinds.map(({ name }) => [name, 0]))
  return Array.from({ length: o.rounds }, (_, at): Planned => {
    // The kind furthest behind its share is next.
    const [next] = [...o.kinds].sort((a, b) => due(a, dealt) - due(b, dealt))
    if (next === undefined) throw new Error('there is no kind of fault to run')
    dealt.set(next.name, (dealt.get(next.name) ?? 0) + 1)
    return { kind: next.name, seed: at === 0 && o.rounds === 1 ? o.seed : random.below(2 ** 31) }
  })
}

const due = (kind: { name: string; share: number }, dealt: ReadonlyMap<string, number>): number =>
  ((dealt.get(kind.name) ?? 0) + 0.5) / kind.share
