import type { Slots } from './slots.ts'

interface Said {
  readonly values: readonly number[]
  /** What to assume so that they are kept. */
  readonly literals: readonly number[]
}

/** What a conversation has restricted so far, in the order in which it was last said. */
export class Restrictions {
  readonly #slots: Slots
  readonly #said = new Map<number, Said>()

  constructor(slots: Slots) {
    this.#slots = slots
  }

  get variables(): readonly number[] {
    return [...this.#said.keys()]
  }

  valuesOf(variable: number): readonly number[] | undefined {
    return this.#said.get(variable)?.values
  }

  set(variable: number, values: readonly number[] | null): void {
    this.#said.delete(variable)
    if (values === null) return
    this.#said.set(variable, { values: [...values], literals: this.#slots.keeping(variable, values) })
  }

  clear(): void {
    this.#said.clear()
  }

  /** Literals that keep them all, but that of one variable. */
  literals(but = -1): number[] {
    return this.literalsOf(this.variables.filter((variable) => variable !== but))
  }

  literalsOf(variables: readonly number[]): number[] {
    return variables.flatMap((variable) => this.#said.get(variable)?.literals ?? [])
  }

  isKeptBy(variable: number, value: number): boolean {
    return this.valuesOf(variable)?.includes(value) ?? true
  }
}
