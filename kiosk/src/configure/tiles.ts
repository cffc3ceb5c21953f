import type { ChoiceCharacteristic, ChoiceValue, ValueId } from '@dangol/domain/catalogue/model.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import type { Recommendation } from '@dangol/domain/next-choice/recommend.ts'
import type { Priced } from '../stores/pricing.ts'

/** What a value costs against the product as it stands, or the least it can come to where more would change with it. */
interface TilePrice {
  readonly kind: 'difference' | 'from'
  /** Minor units of the model's currency. */
  readonly minor: number
}

/**
 * 'chosen' by somebody, or 'filled' in as part of the standard product; 'open' fits what was chosen; 'excluded' does not, and
 * explains itself.
 */
type TileKind = 'chosen' | 'filled' | 'open' | 'excluded'

/** A value as it is drawn. The same object as long as nothing on it changes, so that only what changed is drawn again. */
export interface Tile {
  readonly value: ChoiceValue
  readonly kind: TileKind
  readonly price: TilePrice | null
  readonly recommended: Recommendation | null
}

export interface TileQuestion {
  readonly hand: InHand
  /** What the whole product in hand says, and what the choices that somebody made say. */
  readonly look: ConfiguratorView
  readonly madeLook: ConfiguratorView
  /** What prices are told against; null while that is being worked out, and the last ones stay. */
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
    const tile = tileOf(of, value, asked, last?.price ?? null)
    return last !== undefined && isSame(last, tile) ? last : tile
  })
  return tiles.length === before.length && tiles.every((tile, at) => tile === before[at]) ? before : tiles
}

/** Whether a value fits what was chosen. */
export const isPossible = (id: string, valueId: ValueId, madeLook: ConfiguratorView): boolean =>
  madeLook.characteristics.get(id)?.values.get(valueId)?.kind !== 'excluded'

function tileOf(of: ChoiceCharacteristic, value: ChoiceValue, asked: TileQuestion, lastPrice: TilePrice | null): Tile {
  const kind = kindOf(of.id, value.id, asked)
  const recommended = asked.recommended?.valueId === value.id ? asked.recommended : null
  const price = asked.priced === null ? lastPrice : priceOfTile(of, value, asked.priced)
  return { value, kind, price: kind === 'open' ? price : null, recommended }
}

function kindOf(id: string, valueId: ValueId, { hand, look, madeLook }: TileQuestion): TileKind {
  if (look.characteristics.get(id)?.chosen === valueId) return hand.by.has(id) ? 'chosen' : 'filled'
  return isPossible(id, valueId, madeLook) ? 'open' : 'excluded'
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
  one.price?.kind === other.price?.kind &&
  one.price?.minor === other.price?.minor &&
  one.recommended?.took === other.recommended?.took &&
  one.recommended?.of === other.recommended?.of
