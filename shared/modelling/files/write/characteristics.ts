import type { Characteristic, ChoiceValue, Condition, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { localisedTree, mapping } from './plain.ts'
import type { Tree } from './plain.ts'
import { valuesTree } from './values.ts'

/** A condition in the words of the file; nothing where there is none. */
export type When = (condition: Condition | undefined) => string | undefined

/** A characteristic as its entry in the file; values that `lists` has are named by their list. */
export function characteristicTree(
  each: Characteristic,
  model: ConfigModel,
  lists: ReadonlyMap<string, readonly ChoiceValue[]>,
  when: When,
): Tree {
  return mapping([
    ['group', each.group],
    ['title', localisedTree(each.title)],
    ['help', each.help && localisedTree(each.help)],
    ['optional', each.required ? undefined : 'true'],
    ['only if', when(each.onlyIf)],
    ...kindEntries(each, model, lists),
    ['default', each.kind === 'picture' || each.default === undefined ? undefined : String(each.default)],
  ])
}

function kindEntries(
  each: Characteristic,
  model: ConfigModel,
  lists: ReadonlyMap<string, readonly ChoiceValue[]>,
): [string, Tree][] {
  switch (each.kind) {
    case 'choice': {
      const text = JSON.stringify(each.values)
      const [list] = [...lists].find(([, values]) => JSON.stringify(values) === text) ?? []
      return [list === undefined ? ['values', valuesTree(each.values, model.currency)] : ['values from', list]]
    }
    case 'text':
      return [
        [
          'text',
          mapping([
            ['pattern', each.pattern],
            ['letters', String(each.lengthMax)],
          ]),
        ],
      ]
    case 'number': {
      const { min, max, step, unit } = each
      return [
        [
          'number',
          mapping([
            ['min', String(min)],
            ['max', String(max)],
            ['step', String(step)],
            ['unit', unit],
          ]),
        ],
      ]
    }
    case 'picture': {
      const { types, bytesMax, widthMin, heightMin } = each
      const bounds = [
        ['max bytes', bytesMax],
        ['min width', widthMin],
        ['min height', heightMin],
      ] as const
      const names = types.map((type) => type.replace('image/', ''))
      return [['picture', mapping([['types', names], ...bounds.map(([key, bound]) => [key, String(bound)] as const)])]]
    }
  }
}
