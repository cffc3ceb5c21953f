import type { Slots } from './slots.ts'

/** What a conversation has restricted so far, in the order in which it was last said. */
export class Restrictions {
  readonly #slots: Slots
  readonly #values = new Map<number, readonly number[]>()

  constructor(slots: Slots) {
    this.#slots = slots
  }

  get variables(): readonly number[] {
    return [...this.#values.keys()]
  }

  valuesOf(variable: number): readonly number[] | undefined {
    return this.#values.get(variable)
  }

  set(variable: number, values: readonly number[] | null): void {
    this.#values.delete(variable)
    if (values !== null) this.#values.set(variable, values)
  }

  clear(): void {
    this.#values.clear()
  }

  /** Literals that keep them all, but that of one variable. */
  literals(but = -1): number[] {
    return this.literalsOf(this.variables.filter((variable) => variable !== but))
  }

  literalsOf(variables: readonly number[]): number[] {
    return variables.flatMap((variable) => this.#slots.keeping(variable, this.#values.get(variable) ?? []))
  }

  isKeptBy(variable: number, value: number): boolean {
    return this.#values.get(variable)?.includes(value) ?? true
  }
}
