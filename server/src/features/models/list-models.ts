import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import { REPORTED_MAX } from '@dangol/protocol/models.ts'
import type { PublishedFamily } from '@dangol/protocol/models.ts'
import type { Handler } from '../../transport/handler.ts'
import type { ModelsParts } from './models.ts'
import { valuesOf } from './named-values.ts'
import type { NamedValue } from './named-values.ts'

/** Choices counted per family, newest first: older ones say little of what is wanted today. */
const COUNTED_MAX = 20_000

/** Families on sale, their versions, what nobody chose and what nobody can choose. */
export function createList(parts: ModelsParts): Handler<'models:list'> {
  // A published version never changes, so neither do its dead values.
  const dead = new WeakMap<ConfigModel, ReadonlySet<string>>()
  const deadOf = async (model: ConfigModel): Promise<ReadonlySet<string>> => {
    const known = dead.get(model) ?? new Set((await parts.work({ kind: 'dead-values', model })) ?? [])
    dead.set(model, known)
    return known
  }
  return async () => {
    const families: PublishedFamily[] = []
    for (const id of parts.shelf.families()) {
      const model = parts.shelf.model(id)
      if (model !== null) families.push(familyOf(parts, model, await deadOf(model)))
    }
    return ok({ families })
  }
}

function familyOf(parts: ModelsParts, model: ConfigModel, dead: ReadonlySet<string>): PublishedFamily {
  const all = [...valuesOf(model).values()]
  const counted = [
    ...parts.held.saved(model.id, COUNTED_MAX).map(({ choices }) => choices),
    ...parts.held.ordered(model.id, COUNTED_MAX),
  ]
  const chosen = chosenIn(counted)
  const never = all.filter(({ name }) => !chosen.has(name) && !dead.has(name))
  return {
    familyId: model.id,
    title: { ...model.title },
    onSale: model.version,
    versions: versionsOf(parts, model.id),
    counted: counted.length,
    neverChosen: never.slice(0, REPORTED_MAX).map(plain),
    neverChosenMore: Math.max(0, never.length - REPORTED_MAX),
    deadValues: all.filter(({ name }) => dead.has(name)).map(plain),
  }
}

const chosenIn = (things: readonly Choices[]): ReadonlySet<string> =>
  new Set(things.flatMap((choices) => Object.entries(choices).map(([id, value]) => `${id}=${value}`)))

const plain = ({ name, title }: NamedValue) => ({ name, title: { ...title } })

function versionsOf({ shelf, publications }: ModelsParts, id: FamilyId): PublishedFamily['versions'] {
  const made = new Map(publications.ofFamily(id).map((each) => [each.version, each]))
  return shelf.versionsOf(id).map((version) => {
    const { at = null, by = null, note = '', broughtBack = null } = made.get(version) ?? {}
    return { version, at, by, note, broughtBack }
  })
}
