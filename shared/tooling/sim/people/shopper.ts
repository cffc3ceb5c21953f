import { Random } from '@dangol/domain/chance/random.ts'
import type { BridgeCall } from '@dangol/protocol/bridge.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { LACES, mugOf, SOCKS } from '@dangol/server/src/testing/small-shop.ts'
import type { Kiosk } from '../devices/kiosk.ts'
import { chooseWeighed } from './choose.ts'
import type { Think, Weighed } from './choose.ts'
import type { Member } from './members.ts'

type Visit = NonNullable<KioskState['visit']>

/** What is done at the kiosk, by the words a history uses, and how it is done. */
type Act = readonly [name: string, run: () => unknown]

const MUG = mugOf(2)
const COLOURS = ['blue', 'gold'] as const
const KINDS = ['table', 'travel'] as const

/** Somebody at the kiosk does the next plausible thing; returns what, or null when there is nothing to touch. */
export function shopperActs(
  kiosk: Kiosk,
  members: readonly Member[],
  dice: number,
  nowMs: number,
  think: Think,
): string | null {
  const host = kiosk.host()
  if (host === null || kiosk.machine.isAsleep()) return null
  const random = new Random(dice)
  const state = host.state()
  const member = random.pick(members)
  const acts =
    state.visit === null ? arriving(kiosk, member, random, nowMs) : staying(kiosk, state, state.visit, random, think)
  if (state.visit !== null) {
    void kiosk.ask('visit:activity', { epoch: state.epoch })
    acts.push([state.assists.length > 0 ? 0 : 2, ['show another code', () => takeOver(kiosk, member, nowMs)]])
  }
  if (state.scan === 'another-person') {
    acts.push([9, ['say the one before left', () => kiosk.ask('visit:scan', { text: '', lang: 'ko', takeOver: true })]])
  }
  const [name, run] = chooseWeighed(acts, random)
  void run()
  return name
}

function arriving(kiosk: Kiosk, member: Member, random: Random, nowMs: number): Weighed<Act>[] {
  const lang = random.pick(['ko', 'en'] as const)
  return [
    [5, ['begin', () => kiosk.ask('visit:begin', { lang })]],
    [6, ['show a code', () => kiosk.show(member.codeAt(nowMs))]],
    [1, ['call for help', () => kiosk.ask('assist:call', { lang })]],
    [1, ['withdraw the call', () => kiosk.ask('assist:withdraw', {})]],
  ]
}

const takeOver = (kiosk: Kiosk, member: Member, nowMs: number): void => kiosk.show(member.codeAt(nowMs))

function staying(kiosk: Kiosk, state: KioskState, visit: Visit, random: Random, think: Think): Weighed<Act>[] {
  const { epoch, assists } = state
  // Whoever is being helped stays a while.
  const isHelped = assists.length > 0
  const ask = <N extends BridgeCall>(name: N, input: Parameters<typeof kiosk.ask<N>>[1]) => kiosk.ask(name, input)
  return [
    ...shopping(kiosk, epoch, visit, random, think),
    ...sharing(kiosk, state, random, think),
    [isHelped ? 1 : 3, ['end', () => ask('visit:end', { epoch })]],
    [1, ['change the language', () => ask('visit:language', { epoch, lang: random.pick(['ko', 'en'] as const) })]],
    [
      1,
      ['step on', () => ask('visit:step', { epoch, step: random.pick(['browsing', 'configuring', 'cart'] as const) })],
    ],
    [1, ['call for help', () => ask('assist:call', { lang: visit.lang })]],
    [1, ['withdraw the call', () => ask('assist:withdraw', {})]],
    [state.warning === null ? 0 : 9, ['ask for time', () => ask('visit:extend', { epoch })]],
  ]
}

function shopping(kiosk: Kiosk, epoch: number, visit: Visit, random: Random, think: Think): Weighed<Act>[] {
  const saved = visit.configurations
  const before = saved.length > 0 && random.chance(0.5) ? random.pick(saved) : null
  const choices = { kind: random.pick(KINDS), colour: random.pick(COLOURS) }
  const draft = {
    epoch,
    id: before?.id ?? null,
    familyId: MUG.id,
    modelVersion: MUG.version,
    revision: before?.revision ?? 0,
    name: '',
    personaId: null,
    secret: false,
    choices,
  }
  const sku = random.pick([SOCKS, LACES])
  const quantity = random.between(1, 3)
  const line = visit.cart.lines.length > 0 ? random.pick(visit.cart.lines) : null
  const valid = saved.find(({ validity }) => validity.state === 'valid')
  const acceptedTotal = visit.cart.total
  return [
    [4, ['save a configuration', () => kiosk.ask('configuration:save', draft)]],
    [6, ['add', () => kiosk.ask('cart:add', { epoch, item: { kind: 'stocked', sku }, quantity, fulfilment: null })]],
    ...given(valid, ({ id }): Weighed<Act> => {
      const item = { kind: 'configured', configurationId: id } as const
      return [
        4,
        ['add what was configured', () => kiosk.ask('cart:add', { epoch, item, quantity: 1, fulfilment: null })],
      ]
    }),
    ...given(before, ({ id }): Weighed<Act> => [
      1,
      ['discard', () => kiosk.ask('configuration:discard', { epoch, id })],
    ]),
    ...given(line, ({ id: lineId, quantity: seenQuantity, fulfilment }): Weighed<Act> => {
      const seen = { quantity: seenQuantity, fulfilment }
      const change = { epoch, lineId, quantity: random.below(4), fulfilment, seen }
      return [6, ['change a line', () => think(() => void kiosk.ask('cart:change', change))]]
    }),
    [line === null ? 0 : 6, ['order', () => kiosk.ask('order:place', { epoch, acceptedTotal })]],
  ]
}

function sharing(kiosk: Kiosk, state: KioskState, random: Random, think: Think): Weighed<Act>[] {
  const { epoch, assists, sharedDraft: draft } = state
  const asking = assists.find(({ asked }) => asked !== null)
  const helping = assists.find(({ agreed }) => agreed !== null)
  const suggestion = draft?.suggestions[0]
  const changes = [{ characteristicId: 'colour', to: random.pick(COLOURS) }]
  const made = { kind: random.pick(KINDS) }
  return [
    ...given(asking, ({ id, asked }): Weighed<Act> => [
      30,
      ['agree', () => kiosk.ask('assist:agree', { epoch, assistId: id, mode: asked })],
    ]),
    ...given(helping, ({ id }): Weighed<Act> => [
      1,
      ['end the help', () => kiosk.ask('assist:agree', { epoch, assistId: id, mode: null })],
    ]),
    [
      helping === undefined ? 0 : draft === null ? 40 : 1,
      [
        'share a draft',
        () => kiosk.ask('draft:open', { epoch, id: null, familyId: MUG.id, modelVersion: MUG.version, name: '', made }),
      ],
    ],
    ...(draft === null
      ? []
      : [
          [
            24,
            [
              'edit the draft',
              () =>
                think(() => void kiosk.ask('draft:edit', { epoch, draftId: draft.id, seen: draft.revision, changes })),
            ],
          ] as Weighed<Act>,
          [5, ['undo', () => kiosk.ask('draft:undo', { epoch, draftId: draft.id })]] as Weighed<Act>,
          [1, ['close the draft', () => kiosk.ask('draft:close', { epoch, draftId: draft.id })]] as Weighed<Act>,
          [1, ['look', () => kiosk.ask('draft:look', { epoch, looking: 'colour' })]] as Weighed<Act>,
          ...given(suggestion, ({ id }): Weighed<Act> => {
            const decision = { epoch, draftId: draft.id, suggestionId: id, take: random.chance(0.6) }
            return [12, ['decide', () => kiosk.ask('draft:decide', decision)]]
          }),
        ]),
  ]
}

const given = <T, W>(thing: T | null | undefined, act: (thing: T) => W): W[] =>
  thing === null || thing === undefined ? [] : [act(thing)]
