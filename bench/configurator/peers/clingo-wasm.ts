import clingo from 'clingo-wasm'
import { z } from 'zod'
import type { Cnf } from '../cnf.ts'
import { PeerGaveUp } from './peer.ts'
import type { Peer, PeerAnswer, SlotChoice } from './peer.ts'

const Brave = z.object({
  Result: z.string(),
  Call: z.array(z.object({ Witnesses: z.array(z.object({ Value: z.array(z.string()) })).default([]) })).default([]),
  Error: z.string().optional(),
})

/**
 * clingo as WebAssembly, for machines without the program: text in, text out. It keeps nothing between two questions, so that its
 * times contain reading and grounding the model again for every decision; nothing is subtracted.
 */
export class ClingoWasm implements Peer {
  readonly name = 'clingo-wasm'
  readonly #program: string
  readonly #slots: number
  #held: string[] = []

  constructor(cnf: Cnf) {
    this.#slots = cnf.slotLiteral.length
    this.#program = programOf(cnf)
  }

  start(): void {
    this.#held = []
  }

  async choose({ allowed }: SlotChoice): Promise<PeerAnswer> {
    this.#held.push(`:- ${allowed.map((slot) => `not s(${slot})`).join(', ')}.`)
    const from = performance.now()
    const answer = await clingo.run(`${this.#program}${this.#held.join('\n')}\n`, 0, ['--enum-mode=brave'])
    const ms = performance.now() - from
    const { Result, Call, Error: reason } = Brave.parse(answer)
    if (Result !== 'SATISFIABLE') throw new PeerGaveUp(`clingo-wasm: ${reason ?? Result}`.slice(0, 200))
    const possible = new Uint8Array(this.#slots)
    for (const atom of Call.at(-1)?.Witnesses.at(-1)?.Value ?? []) possible[Number(atom.slice(2, -1))] = 1
    return { possible, ms }
  }

  close(): void {
    // A question that nobody waits for any more ends with the worker that works on it.
    void clingo.restart()
  }
}

/** The clauses as rules over `x1` to `xn`, and `s(slot)` for what is shown; as short as it can be written. */
function programOf({ variables, clauses, slotLiteral }: Cnf): string {
  const lines = [`{${Array.from({ length: variables }, (_, at) => `x${at + 1}`).join(';')}}.`]
  for (const clause of clauses) lines.push(`:-${clause.map((literal) => atom(-literal)).join(',')}.`)
  slotLiteral.forEach((literal, slot) => lines.push(`s(${slot}):-${atom(literal)}.`))
  lines.push('#show s/1.', '')
  return lines.join('\n')
}

const atom = (literal: number): string => (literal > 0 ? `x${literal}` : `not x${-literal}`)
