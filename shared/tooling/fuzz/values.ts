import type { Random } from '@dangol/domain/chance/random.ts'
import fc from 'fast-check'

/** A JSON Schema as far as zod writes them. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

/** Ids and names that the store has told, so that what is thrown meets things that are there. */
export interface Known {
  pick(random: Random, pattern: string): string | null
  learn(value: unknown): void
}

const KNOWN_MAX = 400

export function createKnown(first: readonly string[]): Known {
  const texts = new Set(first)
  const learn = (value: unknown, depth = 0): void => {
    if (depth > 8 || texts.size > KNOWN_MAX) return
    if (typeof value === 'string' && value.length > 2 && value.length <= 64) texts.add(value)
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) learn(part, depth + 1)
  }
  return {
    learn: (value) => learn(value),
    pick(random, pattern) {
      const shape = new RegExp(pattern)
      const fitting = [...texts].filter((text) => shape.test(text))
      return fitting.length === 0 ? null : random.pick(fitting)
    },
  }
}

/** A value that the schema would take, mostly; one part of it in a hundred is something else. */
export function likely(schema: Schema, random: Random, known: Known, depth = 0): unknown {
  if (random.chance(0.01) || depth > 12) return nasty(random)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return random.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return likely(random.pick(choices), random, known, depth + 1)
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((each) => likely(each, random, known, depth + 1)))
  return ofType(schema, random, known, depth)
}

function ofType(schema: Schema, random: Random, known: Known, depth: number): unknown {
  switch (schema.type) {
    case 'object':
      return likelyObject(schema, random, known, depth)
    case 'array': {
      const count = random.below(Math.min(4, (schema.maxItems ?? 4) + 1))
      return Array.from({ length: count }, () => likely(schema.items ?? {}, random, known, depth + 1))
    }
    case 'string':
      return likelyText(schema, random, known)
    case 'integer':
    case 'number':
      return likelyNumber(schema, random)
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return nasty(random)
  }
}

function likelyNumber({ minimum, maximum }: Schema, random: Random): number {
  if (random.chance(0.2)) return random.pick([0, 1, maximum ?? 2 ** 53, minimum ?? -(2 ** 53)])
  return random.between(Math.max(minimum ?? -3, -3), Math.min(maximum ?? 5, 5))
}

function likelyObject(schema: Schema, random: Random, known: Known, depth: number): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(schema.properties ?? {})) {
    const isNeeded = schema.required?.includes(key) ?? false
    if (random.chance(isNeeded ? 0.995 : 0.4)) made[key] = likely(part, random, known, depth + 1)
  }
  if (typeof schema.additionalProperties === 'object') {
    for (let n = random.below(3); n > 0; n--) {
      made[random.pick(['colour', 'kind', '__proto__', 'constructor', ''])] = likely(
        schema.additionalProperties,
        random,
        known,
        depth + 1,
      )
    }
  }
  if (random.chance(0.01)) made[random.pick(['extra', '__proto__', 'toString'])] = nasty(random)
  return made
}

const samples = new Map<string, readonly string[]>()

function likelyText({ pattern, maxLength = 40 }: Schema, random: Random, known: Known): string {
  if (pattern === undefined) return random.chance(0.7) ? random.pick(WORDS).slice(0, maxLength) : nastyText(random)
  const there = random.chance(0.7) ? known.pick(random, pattern) : null
  if (there !== null) return there
  let made = samples.get(pattern)
  if (made === undefined) {
    made = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 20, seed: 7 })
    samples.set(pattern, made)
  }
  return random.pick(made)
}

const WORDS = ['지우', 'Emma', 'red', 'M-1001', 'a', '', ' ', '1', 'kiosk-1', '0'.repeat(20), '김', 'RM1:', '<b>']

/** Something no honest device would send. */
export function nasty(random: Random): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => undefined,
    () => random.pick([NaN, Infinity, -0, 1e308, 2 ** 53 + 2, -1, 0.1]),
    () => nastyText(random),
    () => [],
    () => ({}),
    () => Array.from({ length: random.below(2_000) }, () => 0),
    () => deep(random.below(2_000)),
    () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
    () => ({ toString: 1, length: -1, then: 'x' }),
    () => true,
  ])()
}

const nastyText = (random: Random): string =>
  random.pick<() => string>([
    () => '\u0000'.repeat(random.below(40)),
    () => String.fromCodePoint(...Array.from({ length: random.below(60) }, () => random.below(0xd7ff))),
    () => '\u202E\uFEFF\u200D\u{1F468}\u{1F469}',
    () => 'x'.repeat(random.pick([41, 300, 5_000, 70_000])),
    () => "'; drop table visits; --",
    () => '../../../etc/passwd',
    () => '%s%n%x${7*7}{{7*7}}',
    () => '\uD800',
  ])()

function deep(levels: number): unknown {
  let value: unknown = 0
  for (let n = 0; n < levels; n++) value = n % 2 === 0 ? [value] : { a: value }
  return value
}
