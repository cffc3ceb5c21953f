import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import { checkStored } from '@dangol/domain/configurations/validity.ts'
import type { Change, Validity } from '@dangol/domain/configurations/validity.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { DryRun } from '@dangol/protocol/models.ts'
import { valuesOf } from './named-values.ts'

type Sound = Extract<DryRun, { kind: 'sound' }>
type Tally = { -readonly [K in keyof Sound['saved']]: number }

/** A configuration that somebody has, and whether it lies in an open cart. */
export interface Held {
  readonly choices: Choices
  readonly inCart: boolean
}

/** What becomes of things that people have when `next` replaces `onSale`. `broken` names the most frequent reasons first. */
export function effectOf(
  onSale: ConfigModel | null,
  next: ConfigModel,
  held: readonly Held[],
): Pick<Sound, 'saved' | 'carts' | 'broken'> {
  const saved = emptyTally()
  const carts = emptyTally()
  const broken = new Map<string, Sound['broken'][number]>()
  for (const { choices, count, inCarts } of grouped(held)) {
    const fate = fateOf(onSale, next, choices)
    saved.total += count
    saved[fate.kind] += count
    carts.total += inCarts
    carts[fate.kind] += inCarts
    if (fate.kind !== 'broken') continue
    const key = fate.why.en
    const known = broken.get(key)
    broken.set(key, {
      why: fate.why,
      choices: known?.choices ?? { ...choices },
      isMendable: (known?.isMendable ?? true) && fate.isMendable,
      count: (known?.count ?? 0) + count,
    })
  }
  return { saved, carts, broken: [...broken.values()].sort((a, b) => b.count - a.count) }
}

const emptyTally = (): Tally => ({ total: 0, same: 0, dearer: 0, cheaper: 0, broken: 0, unfinished: 0 })

interface Group {
  readonly choices: Choices
  count: number
  inCarts: number
}

/** Many people choose the same; each combination is judged once. */
function grouped(held: readonly Held[]): Group[] {
  const groups = new Map<string, Group>()
  for (const each of held) {
    const key = JSON.stringify(Object.entries(each.choices).sort(([a], [b]) => (a < b ? -1 : 1)))
    const group = groups.get(key) ?? { choices: each.choices, count: 0, inCarts: 0 }
    group.count += 1
    group.inCarts += each.inCart ? 1 : 0
    groups.set(key, group)
  }
  return [...groups.values()]
}

type Fate =
  | { readonly kind: 'same' | 'dearer' | 'cheaper' | 'unfinished' }
  | { readonly kind: 'broken'; readonly why: Localised; readonly isMendable: boolean }

function fateOf(onSale: ConfigModel | null, next: ConfigModel, choices: Choices): Fate {
  if (onSale === null || checkStored(onSale, { choices }).state !== 'valid') return { kind: 'unfinished' }
  const verdict = checkStored(next, { choices })
  if (verdict.state !== 'valid')
    return { kind: 'broken', why: whyOf(onSale, verdict), isMendable: isMendable(next, choices) }
  const more = priceOf(next, choices).total.minor - priceOf(onSale, choices).total.minor
  return { kind: more > 0 ? 'dearer' : more < 0 ? 'cheaper' : 'same' }
}

/** The first thing that went wrong stands for the rest: one reason per row of the report. */
function whyOf(onSale: ConfigModel, { changes }: Validity): Localised {
  const [first] = changes.filter(({ kind }) => kind !== 'price').map((change) => textOf(onSale, change))
  return first ?? { ko: '주문할 수 없게 됩니다', en: 'It can no longer be ordered' }
}

function textOf(onSale: ConfigModel, change: Change): Localised {
  switch (change.kind) {
    case 'gone': {
      // The new model has no words for what it lost.
      const { characteristicId, choice } = change
      const what = valuesOf(onSale).get(`${characteristicId}=${choice}`)?.title ?? change.what
      return { ko: `없어짐: ${what.ko}`, en: `Gone: ${what.en}` }
    }
    case 'excluded':
      return change.why
    case 'missing':
      return { ko: `새로 골라야 함: ${change.what.ko}`, en: `Needs a choice: ${change.what.en}` }
    default:
      return { ko: '', en: '' }
  }
}

/** Whether the rest of the choices can be kept by completing them: nothing that still exists has to give way. */
function isMendable(next: ConfigModel, choices: Choices): boolean {
  const configurator = openConfigurator(next)
  return configurator.look(configurator.complete(choices)).complete
}
