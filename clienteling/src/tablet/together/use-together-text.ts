import type { Author } from '@dangol/domain/assist/shared-draft.ts'
import { isSameHand } from '@dangol/domain/assist/overlay.ts'
import type { CharacteristicId, Choice, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { choiceText } from '@dangol/ui/product/describe-choices.ts'
import { useText } from '../../app/text.ts'
import { useTogetherStore } from './together-store.ts'

/** People and choices of a shared draft in words, from where the associate stands. */
export function useTogetherText() {
  const { t, pick, lang } = useText()
  const together = useTogetherStore()
  const kindOf = (author: Author): 'shopper' | 'me' | 'other' => {
    if (author.kind === 'shopper') return 'shopper'
    return together.me && isSameHand(author, together.me) ? 'me' : 'other'
  }
  const nameOf = (author: Author): string => (author.kind === 'associate' ? author.name : '')
  const of = (model: ConfigModel, id: CharacteristicId) => model.characteristics.find((each) => each.id === id)
  return {
    who: (author: Author): string => t(`together.who.${kindOf(author)}`, { name: nameOf(author) }),
    /** By whom a characteristic is as it is; null for what nobody made. */
    by: (author: Author | null): string =>
      author === null ? t('together.by.nobody') : t(`together.by.${kindOf(author)}`, { name: nameOf(author) }),
    what: (model: ConfigModel, id: CharacteristicId): string => {
      const characteristic = of(model, id)
      return characteristic ? pick(characteristic.title) : id
    },
    choice: (model: ConfigModel, id: CharacteristicId, choice: Choice | null): string => {
      const characteristic = of(model, id)
      if (choice === null || characteristic === undefined) return choice === null ? t('together.open2') : String(choice)
      return choiceText(characteristic, choice, lang.value)
    },
  }
}
