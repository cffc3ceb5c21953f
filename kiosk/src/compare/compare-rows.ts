import type { Characteristic, Choice, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { effectiveChoices } from '@dangol/domain/configurations/effective.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { choiceText } from '@dangol/ui/product/describe-choices.ts'

/** One characteristic of two configurations beside each other; null where one of them has no choice. */
export interface CompareRow {
  readonly characteristic: Characteristic
  readonly ours: string | null
  readonly theirs: string | null
  readonly theirChoice: Choice | null
  readonly differs: boolean
}
export interface CompareGroup {
  readonly id: string
  readonly title: string
  readonly rows: readonly CompareRow[]
}

/** Two configurations of a model beside each other, group by group. Characteristics that neither has are left out. */
export function compareGroups(o: {
  model: ConfigModel
  ours: Choices
  theirs: Choices
  lang: Lang
  onlyDifferences: boolean
}): CompareGroup[] {
  const [ours, theirs] = [effectiveChoices(o.model, o.ours), effectiveChoices(o.model, o.theirs)]
  return o.model.groups.flatMap((group) => {
    const rows = o.model.characteristics
      .filter((each) => each.group === group.id && (each.id in ours || each.id in theirs))
      .map((each) => rowOf(each, ours[each.id], theirs[each.id], o.lang))
      .filter((row) => row.differs || !o.onlyDifferences)
    return rows.length === 0 ? [] : [{ id: group.id, title: group.title[o.lang], rows }]
  })
}

/** On how many characteristics two configurations differ. */
export const differenceCount = (groups: readonly CompareGroup[]): number =>
  groups.reduce((sum, group) => sum + group.rows.filter((row) => row.differs).length, 0)

function rowOf(
  characteristic: Characteristic,
  ours: Choice | undefined,
  theirs: Choice | undefined,
  lang: Lang,
): CompareRow {
  const said = (choice: Choice | undefined) => (choice === undefined ? null : choiceText(characteristic, choice, lang))
  const differs = ours !== theirs
  return { characteristic, ours: said(ours), theirs: said(theirs), theirChoice: theirs ?? null, differs }
}
