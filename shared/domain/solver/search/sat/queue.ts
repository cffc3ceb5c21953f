import { grown } from './watches.ts'

/**
 * Which variable to decide next: those of recent conflicts first (variable move to front, Biere & Fröhlich 2015). A doubly
 * linked list with a finger on the last variable behind which none is free.
 */
export class Queue {
  #before = new Int32Array(64)
  #behind = new Int32Array(64)
  #stamp = new Int32Array(64)
  #last = -1
  #finger = -1
  #time = 0

  /** Offers the variable for decisions, at the front. */
  add(variable: number): void {
    this.#before = grown(this.#before, variable + 1)
    this.#behind = grown(this.#behind, variable + 1)
    this.#stamp = grown(this.#stamp, variable + 1)
    this.#append(variable)
    this.#finger = variable
  }

  has(variable: number): boolean {
    return (this.#stamp[variable] ?? 0) > 0
  }

  /** The free variable that comes first, or -1. */
  next(values: Int8Array): number {
    let at = this.#finger
    while (at >= 0 && values[2 * at] !== 0) at = this.#before[at] ?? -1
    this.#finger = at
    return at
  }

  freed(variable: number): void {
    if (!this.has(variable)) return
    if (this.#finger < 0 || this.stamp(variable) > this.stamp(this.#finger)) this.#finger = variable
  }

  stamp(variable: number): number {
    return this.#stamp[variable] ?? 0
  }

  /** The variable took part in a conflict. It is assigned now, so all behind the finger still are. */
  bump(variable: number): void {
    if (!this.has(variable) || variable === this.#last) return
    const before = this.#before[variable] ?? -1
    const behind = this.#behind[variable] ?? -1
    if (this.#finger === variable) this.#finger = before
    if (before >= 0) this.#behind[before] = behind
    if (behind >= 0) this.#before[behind] = before
    this.#append(variable)
  }

  #append(variable: number): void {
    this.#before[variable] = this.#last
    this.#behind[variable] = -1
    if (this.#last >= 0) this.#behind[this.#last] = variable
    this.#last = variable
    this.#stamp[variable] = ++this.#time
  }
}
