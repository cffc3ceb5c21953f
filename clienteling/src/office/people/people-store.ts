import type { StoreLink } from '@dangol/client/store-link.ts'
import type { AssociateId, CommandId } from '@dangol/domain/ids/ids.ts'
import type { Input } from '@dangol/protocol/requests.ts'
import type { StaffMember } from '@dangol/protocol/staff.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { useAction } from '../../app/use-action.ts'

type WithoutCommand<N extends 'people:add' | 'people:change'> = Omit<Input<N>, 'commandId'>

/** A PIN that works once, to be told in person. In memory until it was, and nowhere else. */
export interface ToldPin {
  readonly name: string
  readonly pin: string
}

/** Those who work here as the manager registers them, and the PIN to tell one of them. */
export const usePeopleStore = defineStore('people', () => {
  const { link, ids } = useStaffContext()
  const { people, reading, load, put } = usePeople(link)
  const told = shallowRef<ToldPin | null>(null)
  const changing = useAction()
  const command = () => ({ commandId: ids.next<CommandId>() })

  function tell({ person, pin }: { person: StaffMember; pin: string }): void {
    put(person)
    told.value = { name: person.name, pin }
  }

  return {
    /** Who works here before who left, by name; null until they are known. */
    people: computed(() => (people.value === null ? null : people.value.toSorted(byName))),
    told: computed(() => told.value),
    ...{ reading, changing, load },
    async add(person: WithoutCommand<'people:add'>): Promise<boolean> {
      const input = { ...command(), ...person }
      const answer = await changing.run('add', () => link.request('people:add', input))
      if (answer !== null) tell(answer.value)
      return answer !== null
    },
    async change(person: WithoutCommand<'people:change'>): Promise<boolean> {
      const input = { ...command(), ...person }
      const answer = await changing.run('change', () => link.request('people:change', input))
      if (answer !== null) put(answer.value)
      return answer !== null
    },
    async resetPin(id: AssociateId): Promise<boolean> {
      const input = { ...command(), id }
      const answer = await changing.run('reset', () => link.request('people:reset-pin', input))
      if (answer !== null) tell(answer.value)
      return answer !== null
    },
    async unlock(id: AssociateId): Promise<boolean> {
      const input = { ...command(), id }
      const answer = await changing.run(`unlock ${id}`, () => link.request('people:unlock', input))
      if (answer !== null) await load()
      return answer !== null
    },
    /** It was told: nobody sees it again. */
    wasTold: () => (told.value = null),
    /** The office was locked: neither people nor a PIN stay in its memory. */
    forget(): void {
      people.value = null
      told.value = null
      reading.forget()
      changing.forget()
    },
  }
})

/** Who works here, as the store says it. */
function usePeople(link: StoreLink) {
  const people = shallowRef<readonly StaffMember[] | null>(null)
  const reading = useAction()
  async function load(): Promise<void> {
    const answer = await reading.run('list', () => link.request('people:list', {}))
    if (answer !== null) people.value = answer.value.people
  }
  /** The list at once as it now is, without another question. */
  function put(person: StaffMember): void {
    const others = (people.value ?? []).filter(({ id }) => id !== person.id)
    people.value = [...others, person]
  }
  return { people, reading, load, put }
}

const byName = (a: StaffMember, b: StaffMember): number =>
  Number(a.state === 'left') - Number(b.state === 'left') || a.name.localeCompare(b.name, 'ko')
