import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Cnf } from '../cnf.ts'
import { PeerGaveUp } from './peer.ts'
import type { Peer, PeerAnswer, SlotChoice } from './peer.ts'

/** A slot that must or must not be. */
export type Held = readonly [slot: number, isChosen: boolean]

const Answer = z.object({ possible: z.array(z.int()).nullable(), lowest: z.int().nullable(), ms: z.number() })

/**
 * The program that clingo runs inside: it takes the clauses once and then one question per line, so that nothing is grounded or
 * started twice. Its times leave out reading the models in Python.
 */
const PROGRAM = `
#script (python)
import json, sys, time
import clingo

def main(prg):
    model = json.load(open(MODEL))
    atoms = {}
    slots = []
    with prg.backend() as backend:
        for n in range(1, model['variables'] + 1):
            atoms[n] = backend.add_atom()
        backend.add_rule(list(atoms.values()), [], True)
        literal = lambda l: atoms[l] if l > 0 else -atoms[-l]
        for clause in model['clauses']:
            backend.add_rule([], [-literal(l) for l in clause])
        for at, l in enumerate(model['slots']):
            slot = backend.add_atom(clingo.Function('s', [clingo.Number(at)]))
            slots.append(slot)
            backend.add_rule([slot], [literal(l)])
    solve = prg.configuration.solve
    solve.models = 0
    minimized = [False]
    for line in sys.stdin:
        question = json.loads(line)
        found = {'last': None, 'cost': None, 'aside': 0.0}
        assumed = [(clingo.Function('s', [clingo.Number(at)]), yes) for at, yes in question['held']]
        if question['weights'] is not None and not minimized[0]:
            with prg.backend() as backend:
                backend.add_minimize(0, [(slots[at], weight) for at, weight in enumerate(question['weights'])])
            minimized[0] = True
        def on_model(m):
            since = time.perf_counter()
            if question['weights'] is None:
                found['last'] = [s.arguments[0].number for s in m.symbols(shown=True) if s.name == 's']
            else:
                found['cost'] = m.cost[0]
            found['aside'] += time.perf_counter() - since
        solve.enum_mode = 'brave' if question['weights'] is None else 'auto'
        solve.opt_mode = 'ignore' if question['weights'] is None else 'opt'
        since = time.perf_counter()
        prg.solve(assumptions=assumed, on_model=on_model)
        ms = (time.perf_counter() - since - found['aside']) * 1000
        print(json.dumps({'possible': found['last'], 'lowest': found['cost'], 'ms': ms}), flush=True)
#end.
`

/** Whether clingo with its Python is on this machine. */
export function hasClingo(): boolean {
  const { status, stdout } = spawnSync('clingo', ['--version'], { encoding: 'utf8' })
  return status === 0 && stdout.includes('with Python')
}

/** clingo's brave consequences, multi-shot in one process. */
export class Clingo implements Peer {
  readonly name = 'clingo'
  readonly #folder: string
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  readonly #slots: number
  #held: Held[] = []

  constructor(cnf: Cnf) {
    this.#slots = cnf.slotLiteral.length
    this.#folder = mkdtempSync(join(tmpdir(), 'dangol-clingo-'))
    const model = join(this.#folder, 'model.json')
    const { variables, clauses, slotLiteral } = cnf
    writeFileSync(model, JSON.stringify({ variables, clauses, slots: [...slotLiteral] }))
    const program = join(this.#folder, 'program.lp')
    writeFileSync(program, PROGRAM.replace('MODEL', JSON.stringify(model)))
    this.#process = spawn('clingo', ['--outf=3', program], { stdio: ['pipe', 'pipe', 'ignore'] })
    this.#process.stdin?.on('error', () => undefined)
    const { stdout } = this.#process
    if (stdout === null) throw new Error('clingo was started without a way to hear it')
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  }

  start(): void {
    this.#held = []
  }

  async choose({ allowed, excluded }: SlotChoice): Promise<PeerAnswer> {
    const [only] = allowed
    if (allowed.length === 1 && only !== undefined) this.#held.push([only, true])
    else this.#held.push(...excluded.map((slot): Held => [slot, false]))
    return this.propagate()
  }

  /** What is possible with the choices of the session. */
  async propagate(): Promise<PeerAnswer> {
    const { possible, ms } = await this.#ask(this.#held, null)
    const slots = new Uint8Array(this.#slots)
    for (const slot of possible ?? []) slots[slot] = 1
    return { possible: slots, ms }
  }

  /** Lowest sum of weights of any solution with these slots; null when there is none. The weights are those of the first call. */
  async lowest(held: readonly Held[], weights: readonly number[]): Promise<{ lowest: number | null; ms: number }> {
    return this.#ask(held, weights)
  }

  close(): void {
    this.#process.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #ask(held: readonly Held[], weights: readonly number[] | null): Promise<z.infer<typeof Answer>> {
    this.#process.stdin?.write(`${JSON.stringify({ held, weights })}\n`)
    const next = await this.#lines.next()
    if (next.done === true) throw new PeerGaveUp('clingo ended')
    return Answer.parse(JSON.parse(next.value))
  }
}
