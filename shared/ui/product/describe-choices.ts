import type { Characteristic, Choice, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Lang, Localised } from '@dangol/domain/text/localised.ts'

/** How many choices are named before a description stops: a sentence, not the whole list. */
const NAMED_MAX = 4

/**
 * The first choices of a configuration as people would say them: 'Matte black, Brass, 58 mm'. A value that the model no
 * longer has is left out: it has no name any more.
 */
export function describeChoices(model: ConfigModel, choices: Choices, lang: Lang, max = NAMED_MAX): string {
  return model.characteristics
    .flatMap((characteristic) => {
      const choice = choices[characteristic.id]
      return choice === undefined || !hasWords(characteristic, choice) ? [] : [choiceText(characteristic, choice, lang)]
    })
    .slice(0, max)
    .join(', ')
}

/** One choice in the reader's language; a value that the model no longer has keeps its id. */
export function choiceText(characteristic: Characteristic, choice: Choice, lang: Lang): string {
  if (characteristic.kind === 'number') return `${choice}${characteristic.unit ?? ''}`
  if (characteristic.kind === 'text') return String(choice)
  if (characteristic.kind === 'picture') return OWN_PICTURE[lang]
  return characteristic.values.find((value) => value.id === choice)?.title[lang] ?? String(choice)
}

/** A picture has no words of its own, and its file's digest means nothing to anybody. */
const OWN_PICTURE: Localised = { ko: '내 사진', en: 'Own picture' }

const hasWords = (characteristic: Characteristic, choice: Choice): boolean =>
  choice !== '' && (characteristic.kind !== 'choice' || characteristic.values.some((value) => value.id === choice))
