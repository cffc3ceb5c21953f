import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { LetterAction } from '@dangol/protocol/link.ts'
import type { Output } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { useAction } from '../../app/use-action.ts'
import { createLinkWatch } from './link-watch.ts'

/** The link to the retailer's shop as the office sees it, and what can be done about it. */
export const useShopLinkStore = defineStore('shop-link', () => {
  const context = useStaffContext()
  const { link, ids } = context
  const watch = createLinkWatch(context)
  const trial = shallowRef<Output<'link:dry-run'> | null>(null)
  /** Number of the order whose letter somebody came for. */
  const wanted = shallowRef<string | null>(null)
  const [steering, resolving, trying] = [useAction(), useAction(), useAction()]
  onScopeDispose(watch.stop)

  const command = () => ({ commandId: ids.next<CommandId>() })
  async function steer(name: string, ask: () => ReturnType<typeof link.request<'link:resume'>>): Promise<boolean> {
    const answer = await steering.run(name, ask)
    if (answer !== null) await watch.take(answer.value)
    return answer !== null
  }

  return {
    ...{ looked: watch.looked, letters: watch.letters, setAside: watch.setAside, look: watch.look },
    trial: computed(() => trial.value),
    wanted: computed(() => wanted.value),
    ...{ steering, resolving, trying },
    /** Somebody looks. */
    watch: () => watch.start(),
    /** Nobody looks. */
    unwatch: watch.stop,
    /** Somebody comes for the letter of an order; letters read before it was one are read again. */
    want(order: string): void {
      wanted.value = order
      watch.takeLetters(null)
    },
    /** It was found, or is dealt with already. */
    found: () => void (wanted.value = null),
    pause: (reason: string) => steer('pause', () => link.request('link:pause', { ...command(), reason })),
    resume: () => steer('resume', () => link.request('link:resume', command())),
    compare: () => steer('compare', () => link.request('link:compare', command())),
    /** True when it is done; what is left of the letters comes with it. */
    async resolve(position: number, action: LetterAction, reason: string): Promise<boolean> {
      const input = { ...command(), position, action, reason }
      const answer = await resolving.run(action, () => link.request('link:resolve', input))
      if (answer !== null) watch.takeLetters(answer.value)
      // Somebody else was faster: what is shown is not how it is.
      else if (resolving.refusal.value?.code === 'no-such-letter') watch.takeLetters(null)
      await watch.look()
      return answer !== null
    },
    async tryOut(): Promise<void> {
      trial.value = null
      const asked = watch.round()
      const answer = await trying.run('try', () => link.request('link:dry-run', {}))
      if (asked === watch.round()) trial.value = answer?.value ?? null
    },
    forget(): void {
      watch.forget()
      trial.value = null
      wanted.value = null
      for (const action of [steering, resolving, trying]) action.forget()
    },
  }
})
