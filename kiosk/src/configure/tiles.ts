import type { ChoiceCharacteristic, ChoiceValue, ValueId } from '@dangol/domain/catalogue/model.ts'
import type { CharacteristicView, ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import type { Recommendation } from '@dangol/domain/next-choice/recommend.ts'
import type { Priced } from '../stores/pricing.ts'

/** What a value costs against the product as it stands, or the least it can come to where more would change with it. */
interface TilePrice {
  readonly kind: 'difference' | 'from'
  /** Minor units of the model's currency. */
  readonly minor: number
}

/** What is written on a tile below its name. */
type TileNote = TilePrice | { readonly kind: 'standard' } | { readonly kind: 'excluded' }

/**
 * 'chosen' by somebody, or 'filled' in as part of the standard product; 'open' fits what was chosen; 'excluded' does not, and
 * explains itself.
 */
type TileKind = 'chosen' | 'filled' | 'open' | 'excluded'

/** A value as it is drawn. The same object as long as nothing on it changes, so that only what changed is drawn again. */
export interface Tile {
  readonly value: ChoiceValue
  readonly kind: TileKind
  /** Follows the kind a frame later: what moves letters about is no part of the answer to a touch. */
  readonly note: TileNote | null
  readonly recommended: Recommendation | null
}

export interface TileQuestion {
  /** What the whole product in hand says of the characteristic, and what the choices that somebody made say of it. */
  readonly view: CharacteristicView
  readonly madeView: CharacteristicView
  /** Whether somebody chose in it, rather than that it was filled in. */
  readonly isMade: boolean
  /** What prices are told against; null while that is being worked out, and the last notes stay. */
  readonly priced: Priced | null
  readonly recommended: Recommendation | null
}

/** Values of a characteristic as they are drawn now; tiles of `before` on which nothing changed are the same objects. */
export function tilesOf(
  of: ChoiceCharacteristic,
  values: readonly ChoiceValue[],
  asked: TileQuestion,
  before: readonly Tile[] = [],
): readonly Tile[] {
  const known = new Map(before.map((tile) => [tile.value.id, tile]))
  const tiles = values.map((value) => {
    const last = known.get(value.id)
    const tile = tileOf(of, value, asked, last)
    return last !== undefined && isSame(last, tile) ? last : tile
  })
  return tiles.length === before.length && tiles.every((tile, at) => tile === before[at]) ? before : tiles
}

/** Whether a value fits what was chosen. */
export const isPossible = (id: string, valueId: ValueId, madeLook: ConfiguratorView): boolean =>
  fits(valueId, madeLook.characteristics.get(id))

const fits = (valueId: ValueId, madeView: CharacteristicView | undefined): boolean =>
  madeView?.values.get(valueId)?.kind !== 'excluded'

function tileOf(of: ChoiceCharacteristic, value: ChoiceValue, asked: TileQuestion, last: Tile | undefined): Tile {
  const kind = kindOf(value.id, asked)
  const recommended = asked.recommended?.valueId === value.id ? asked.recommended : null
  const note = asked.priced === null && last !== undefined ? last.note : noteOf(of, value, kind, asked.priced)
  return { value, kind, note, recommended }
}

function kindOf(valueId: ValueId, { view, madeView, isMade }: TileQuestion): TileKind {
  if (view.chosen === valueId) return isMade ? 'chosen' : 'filled'
  return fits(valueId, madeView) ? 'open' : 'excluded'
}

function noteOf(of: ChoiceCharacteristic, value: ChoiceValue, kind: TileKind, priced: Priced | null): TileNote | null {
  if (kind === 'excluded') return { kind }
  if (kind === 'filled') return { kind: 'standard' }
  return kind === 'open' && priced !== null ? priceOfTile(of, value, priced) : null
}

/** Exact where only this choice would change; where filled-in ones follow, the least that the product can then come to. */
function priceOfTile(of: ChoiceCharacteristic, value: ChoiceValue, priced: Priced): TilePrice | null {
  const { look, madeLook, nowMinor } = priced
  if (look.characteristics.get(of.id)?.values.get(value.id)?.kind === 'excluded') {
    const from = madeLook.outlook.priceFrom(of.id, value.id)
    return from === null ? null : { kind: 'from', minor: from.minor }
  }
  const then = look.outlook.priceFrom(of.id, value.id)
  const minor = then === null ? surchargeOver(of, value, look) : then.minor - nowMinor
  return minor === 0 ? null : { kind: 'difference', minor }
}

/** What the value itself costs more than the present one; no rule of the family is in it. */
function surchargeOver(of: ChoiceCharacteristic, value: ChoiceValue, look: ConfiguratorView): number {
  const chosen = look.characteristics.get(of.id)?.chosen
  const present = of.values.find((one) => one.id === chosen)
  return (value.priceMinor ?? 0) - (present?.priceMinor ?? 0)
}

const isSame = (one: Tile, other: Tile): boolean =>
  one.value === other.value &&
  one.kind === other.kind &&
  one.note?.kind === other.note?.kind &&
  minorOf(one.note) === minorOf(other.note) &&
  one.recommended?.took === other.recommended?.took &&
  one.recommended?.of === other.recommended?.of

const minorOf = (note: TileNote | null): number => (note !== null && 'minor' in note ? note.minor : 0)
