import type { Problem, TableRule, Variable } from '../problem.ts'
import { LooseTables } from './loose-tables.ts'
import { Random } from '../../chance/random.ts'

const MODELS = 324
/** What a model stands for: version, engine, gearbox, body. Each has a characteristic of its own that follows from the model. */
const ASPECTS = [20, 6, 4, 5]
const VERSION = 1
const MARKETS = 17
const CHARACTERISTICS = 118
const PACKS = 12
const PACK_CONTENTS_MAX = 3
/** Yes/no variables that say how a value is delivered. */
const DELIVERIES = 149
const WAYS = [
  ['Serie', 'Option'],
  ['Serie', 'Pack'],
  ['Option', 'Pack'],
  ['Option', 'OptionPack', 'Pack'],
  ['Serie', 'Option', 'Pack'],
]
const TABLES = 332
const TUPLES = 226_000
/** Of so many characteristics in a row, so many follow from the version alone; the others are open. */
const ROUND = 20
const FIXED_OF_ROUND = 9
const FIXED_SIZES = [2, 3, 4, 5, 6, 8, 9, 13, 17, 20]
const OPEN_SIZES = [2, 2, 3, 2, 6, 2, 3, 2, 4]
/** Share of the values, other than the first, that a version offers for an open characteristic. */
const OFFERED = 0.25
/** Open characteristics in which each model has a say, and share of them that wide tables speak of. */
const OF_MODELS = 10
const BOUND = 0.3
const GROUP = 6

interface Characteristic {
  readonly variable: number
  readonly size: number
}

/**
 * A car of the size and shape of Renault's largest published model: 268 variables, 332 tables of up to 12 columns with some
 * 226,000 rows, some 1e22 products. As there, few masters decide most: of the version, which follows from one of 324 models, follow
 * nearly half of the characteristics and what is standard; of the others it offers some values. A value that is not standard comes as an option or in a pack, and
 * packs bring several. Wide tables say what goes together within groups that overlap like a tree. The first value of an open
 * characteristic is "without" and fits always, so that every version can be built; the rest is chance, the same for the same seed.
 */
export function renaultLike(seed: number): Problem {
  return new Factory(seed).problem()
}

class Factory {
  readonly #random: Random
  readonly #variables: Variable[] = []
  readonly #tables: TableRule[] = []
  #tuples = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  problem(): Problem {
    const masters = this.#masters()
    const open = this.#characteristics(masters.length + 1, CHARACTERISTICS - PACKS)
    const packs = Array.from({ length: PACKS }, (_, at) => this.#variable(`v${CHARACTERISTICS - PACKS + at + 1}`, 2))
    for (const pack of packs) this.#follows(VERSION, pack, this.#offers(2))
    for (const { variable, size } of this.#random.some(open, OF_MODELS)) this.#follows(0, variable, this.#offers(size))
    this.#fillPacks(packs, this.#deliveries(open))
    this.#wide(masters, this.#random.some(open, open.length * BOUND))
    return { variables: this.#variables, rules: this.#tables }
  }

  #masters(): number[] {
    this.#variable('v0', MODELS)
    const masters = ASPECTS.map((size, at) => {
      const variable = this.#variable(`v${at + 1}`, size)
      this.#follows(0, variable, (model) => [model < size ? model : this.#random.below(size)])
      return variable
    })
    const market = this.#variable(`v${ASPECTS.length + 1}`, MARKETS)
    this.#follows(VERSION, market, this.#offers(MARKETS))
    return [...masters, market]
  }

  /** Those that follow from the version, and those that are open, which it answers. */
  #characteristics(first: number, last: number): Characteristic[] {
    const open: Characteristic[] = []
    for (let at = first; at <= last; at++) {
      const isFixed = (at * FIXED_OF_ROUND) % ROUND < FIXED_OF_ROUND
      const sizes = isFixed ? FIXED_SIZES : OPEN_SIZES
      const size = sizes[at % sizes.length] ?? 2
      const variable = this.#variable(`v${at}`, size)
      const shift = this.#random.below(size)
      const only = (version: number) => [version < size ? (version + shift) % size : this.#random.below(size)]
      this.#follows(VERSION, variable, isFixed ? only : this.#offers(size))
      if (!isFixed) open.push({ variable, size })
    }
    return open
  }

  /** How values other than the first are delivered: one value of each open characteristic, then a second one, and so on. */
  #deliveries(open: readonly Characteristic[]): number[] {
    const inPacks: number[] = []
    let left = DELIVERIES
    for (let turn = 0; left > 0; turn++) {
      const { variable: of, size } = open[turn % open.length] ?? { variable: 0, size: 0 }
      const value = 1 + Math.floor(turn / open.length)
      if (value >= size) continue
      const ways = this.#random.pick(WAYS).slice(0, left)
      left -= ways.length
      const scope = ways.map((way) => this.#variable(`${this.#variables[of]?.name ?? ''}_${value}_${way}`, 2))
      const isStandard = ways.map((way) => way === 'Serie')
      for (const [at, way] of ways.entries()) {
        const version = (each: number) => [each === 0 ? 0 : this.#random.below(2)]
        if (way === 'Serie') this.#follows(VERSION, scope[at] ?? 0, version)
        if (way === 'Pack') inPacks.push(scope[at] ?? 0)
      }
      this.#table([of, ...scope], delivered(size, value, isStandard))
    }
    return inPacks
  }

  /** A pack brings all that it contains, or nothing of it. */
  #fillPacks(packs: readonly number[], inPacks: readonly number[]): void {
    const contents = this.#random.some(inPacks, packs.length * PACK_CONTENTS_MAX)
    for (const [at, pack] of packs.entries()) {
      const own = contents.filter((_, each) => each % packs.length === at)
      const isThere = [0, 1]
      this.#table(
        [pack, ...own],
        isThere.map((yes) => [yes, ...own.map(() => yes)]),
      )
    }
  }

  /** What goes together: wide tables over groups, each of which takes over some members of an earlier one. */
  #wide(masters: readonly number[], open: readonly Characteristic[]): void {
    const groups: number[][] = []
    let group: number[] = []
    for (const { variable } of open) {
      group.push(variable)
      if (group.length < GROUP) continue
      groups.push(group)
      group = this.#random.some(this.#random.pick(groups.slice(-3)), 2)
    }
    const sizes = this.#variables.map(({ values }) => values.length)
    const loose = new LooseTables(this.#random, sizes)
    while (this.#tables.length < TABLES) {
      const left = TABLES - this.#tables.length
      const isWide = left % 6 === 0
      const most = Math.max(30, Math.floor((TUPLES - this.#tuples) / left)) * (isWide ? 6 : 2)
      const members = this.#random.some(this.#random.pick(groups), isWide ? 8 : 4)
      const { scope, rows } = loose.table(this.#random.some(masters, isWide ? 4 : 2), members, most)
      this.#table(scope, rows)
    }
  }

  #variable(name: string, size: number): number {
    return this.#variables.push({ name, values: Array.from({ length: size }, (_, value) => `${value}`) }) - 1
  }

  /** Some values beside the first; the first version or model offers all. */
  #offers(size: number): (of: number) => number[] {
    const values = Array.from({ length: size }, (_, value) => value)
    return (of) => values.filter((value) => of === 0 || value === 0 || this.#random.chance(OFFERED))
  }

  #follows(from: number, variable: number, valuesOf: (value: number) => readonly number[]): void {
    const values = this.#variables[from]?.values ?? []
    this.#table(
      [from, variable],
      values.flatMap((_, of) => valuesOf(of).map((value) => [of, value])),
    )
  }

  #table(scope: readonly number[], rows: readonly (readonly number[])[]): void {
    this.#tuples += rows.length
    this.#tables.push({ kind: 'allow', name: `t${this.#tables.length}`, scope, rows: Int32Array.from(rows.flat()) })
  }
}

/** A value that was chosen is standard, or comes in just one of the other ways; what was not chosen comes in none. */
function delivered(size: number, value: number, standard: readonly boolean[]): number[][] {
  const rows: number[][] = []
  for (let bits = 0; bits < 2 ** standard.length; bits++) {
    const ways = standard.map((_, way) => (bits >> way) & 1)
    const isStandard = ways.some((held, way) => held === 1 && standard[way] === true)
    const others = ways.filter((held, way) => held === 1 && standard[way] !== true).length
    for (let chosen = 0; chosen < size; chosen++) {
      const fits = chosen === value ? others === (isStandard ? 0 : 1) : others === 0
      if (fits) rows.push([chosen, ...ways])
    }
  }
  return rows
}
