import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { Choice } from '@dangol/domain/catalogue/model.ts'
import type { AssistId, ConfigurationId, SuggestionId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { CatchUp } from '@dangol/protocol/sync.ts'
import { expect } from 'vitest'
import { wire } from './goods-floor.ts'
import { MUG, mugOf, smallStore } from './small-shop.ts'
import { mirrored, startTestStore } from './store-server.ts'
import type { TestDevice, TestStore } from './store-server.ts'

export const valueOf = <N extends RequestName>(answer: Answer<N>) =>
  answer.ok ? answer.value : expect.fail(`refused: ${answer.error.code}`)
export const refusalOf = <N extends RequestName>(answer: Answer<N>) => (answer.ok ? null : answer.error.code)

export type HelpedVisit = Awaited<ReturnType<typeof openHelpedVisit>>
export type Helper = Awaited<ReturnType<HelpedVisit['helper']>>

/** A visit at a kiosk of the small shop, and associates who come to help, each over a socket of its own. */
export async function openHelpedVisit(feed: readonly ShopChange[] = []) {
  const store = await startTestStore([{ feed: 'model', value: wire(mugOf(2)) }, ...feed], { store: smallStore })
  await mirrored(store)
  const kiosk = await store.connect('kiosk', 'kiosk-1')
  const { id: visitId } = valueOf(await kiosk.ask('visits:begin', { ...commandOf(store), lang: 'ko' }))
  const command = () => ({ ...commandOf(store), visitId })
  const newId = <T>(): T => store.newCommandId() as unknown as T
  const draftId = newId<ConfigurationId>()
  const inDraft = () => ({ ...command(), draftId })

  const agree = (assistId: AssistId, mode: AssistMode | null) =>
    kiosk.ask('assist:agree', { ...command(), assistId, mode })
  /** An associate who takes the visit in hand and asks; with the shopper's answer, if there is one. */
  const helper = async (
    name: string,
    mode: AssistMode,
    agreed: AssistMode | null = mode,
    tablet = `tablet-of-${name}`,
  ) => {
    const device = await store.connect('tablet', tablet, { associate: name })
    valueOf(await device.ask('visits:serve', { ...command(), serving: true }))
    const assist = valueOf(await device.ask('assist:ask', { ...command(), assistId: newId<AssistId>(), mode }))
    if (agreed !== null) valueOf(await agree(assist.id, agreed))
    return { device, assistId: assist.id, name }
  }
  return {
    ...{ store, kiosk, visitId, draftId, command, newId, inDraft, agree, helper },
    open: (from: TestDevice, made: Input<'drafts:open'>['draft']['made'] = {}) =>
      from.ask('drafts:open', {
        ...command(),
        draft: { id: draftId, familyId: MUG, modelVersion: 2, name: 'Wren’s present', made },
      }),
    edit: (from: TestDevice, changes: Readonly<Record<string, Choice | null>>, seen: number) =>
      from.ask('drafts:edit', { ...inDraft(), seen, changes: changesOf(changes) }),
    undo: (from: TestDevice) => from.ask('drafts:undo', inDraft()),
    suggest: async (from: TestDevice, changes: Readonly<Record<string, Choice | null>>) => {
      const suggestionId = newId<SuggestionId>()
      const answer = await from.ask('drafts:suggest', { ...inDraft(), suggestionId, changes: changesOf(changes) })
      return { answer, suggestionId }
    },
    decide: (from: TestDevice, suggestionId: SuggestionId, take: boolean) =>
      from.ask('drafts:decide', { ...inDraft(), suggestionId, take }),
    follow: (device: TestDevice) => device.ask('sync:subscribe', { topic: `visit:${visitId}`, cursor: null }),
    end: async () => valueOf(await kiosk.ask('visits:end', { ...command(), reason: 'shopper' })),
    close: () => store.close(),
  }
}

const commandOf = (store: TestStore) => ({ commandId: store.newCommandId() })

const changesOf = (changes: Readonly<Record<string, Choice | null>>) =>
  Object.entries(changes).map(([characteristicId, to]) => ({ characteristicId, to }))

/** What a device has of a visit: its snapshot and what it heard since. */
export function sharedAt(device: TestDevice, visitId: VisitId, start: CatchUp) {
  const puts = start.kind === 'snapshot' ? start.puts : start.entries.flatMap((entry) => entry.puts)
  const things = new Map(puts.map((put) => [`${put.kind}/${put.id}`, put]))
  for (const { topic, entries } of device.heard) {
    if (topic !== `visit:${visitId}`) continue
    for (const entry of entries) {
      for (const put of entry.puts) things.set(`${put.kind}/${put.id}`, put)
      for (const { kind, id } of entry.dels) things.delete(`${kind}/${id}`)
    }
  }
  const all = [...things.values()]
  return {
    assists: all.flatMap((put) => (put.kind === 'assist' ? [put.value] : [])),
    draft: all.flatMap((put) => (put.kind === 'shared-draft' ? [put.value] : []))[0] ?? null,
  }
}
