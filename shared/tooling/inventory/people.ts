import { maskName } from '@dangol/domain/customers/mask.ts'
import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { ConfigurationId, CustomerId, PersonaId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { wire } from '@dangol/server/src/testing/goods-floor.ts'
import { createPhone } from '@dangol/server/src/testing/member-code.ts'
import { HOME, MUG, mugOf, smallSkus, SOCKS } from '@dangol/server/src/testing/small-shop.ts'
import { asId } from '@dangol/server/src/testing/store-core.ts'
import { EMMA, JIWOO, memberFeed } from '@dangol/server/src/testing/store-server.ts'
import type { Canary } from './byte-search.ts'
import type { Kind } from './expected.ts'

/** The one who is erased in the evening. */
export const BOM = {
  id: JIWOO,
  name: '황보카나리봄',
  number: 'M-CANARY-77310',
  persona: '둘째조카카나리',
  phone: createPhone('c4a4a57e11d2f3b9'),
  saved: '카나리아의 새벽 머그',
  past: 'Zeisigfutter Kanarienrot',
} as const
/** The one who stays, takes a consent back and is forgotten once. */
export const WREN = {
  id: EMMA,
  name: 'Wrenfeather Quillcanary',
  number: 'M-CANARY-88420',
  phone: createPhone('9be3f0d15c7a2466'),
  saved: 'Quillcanary evening mug',
} as const

/** What people type and say in the course of the day. */
export const TYPED = {
  sharedName: '카나리아 함께잔',
  sharedText: 'KANARIA',
  unfinished: '카나리아 미완성',
  forgotten: 'Canaryforgotten mug',
  orderedName: '카나리아 생일 선물잔',
  orderedText: '카나리깃털',
  alone: '카나리아 혼잣잔',
  search: '제갈카나리숲',
  address: '카나리시 노란새로 4471\n***동 ****호',
  contact: 'bom.canary@kanarienvogel.example',
  wrongPins: ['731946', '482517'],
  newcomer: '독고카나리새',
} as const

const ALL: Consents = {
  ...{ 'recog.kiosk': 'granted', 'assist.notify': 'granted' },
  ...{ 'config.sync.store': 'granted', 'history.view': 'granted' },
}

/** What the online shop tells the store of both, and of what there is to buy. */
export const FEED: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  ...smallSkus.map((sku): ShopChange => ({ feed: 'sku', value: wire(sku) })),
  { feed: 'stock', value: { sku: SOCKS, locationId: HOME, onHand: 5, held: 0 } },
  ...memberFeed(
    {
      ...{ id: BOM.id, name: BOM.name, number: BOM.number, consents: ALL },
      personas: [{ id: asId<PersonaId>('018f0000-0000-7000-8000-0000000000aa'), name: BOM.persona, kind: 'family' }],
    },
    [BOM.phone],
  ),
  ...memberFeed({ id: WREN.id, name: WREN.name, number: WREN.number, lang: 'en', consents: ALL }, [WREN.phone]),
  saved(1, BOM.id, BOM.saved),
  saved(2, WREN.id, WREN.saved),
  {
    feed: 'history',
    value: {
      customerId: BOM.id,
      order: {
        ...{ number: 'W-1', placedAt: 1_700_000_000_000, channel: 'web', state: 'completed', units: 1 },
        total: { minor: 10_000, currency: 'KRW' },
        lines: [{ sku: 'SOCK-01', title: BOM.past, quantity: 1, total: { minor: 10_000, currency: 'KRW' } }],
      },
    },
  },
]

/** What the shop tells once she takes back that the store keeps her configurations. */
export const WREN_WITHDRAWS: ShopChange[] = [
  ...memberFeed({
    ...{ id: WREN.id, name: WREN.name, number: WREN.number, lang: 'en' },
    consents: { ...ALL, 'config.sync.store': 'withdrawn', 'history.view': 'withdrawn' },
  }),
  { feed: 'deleted', value: { feed: 'configuration', id: '018f0000-0000-7000-8000-000000000002' } },
  { feed: 'deleted', value: { feed: 'history', id: WREN.id } },
]

/** What is known before the doors open; the day adds what it makes. */
export const CANARIES: Canary<Kind>[] = [
  { kind: 'name', text: BOM.name },
  { kind: 'masked name', text: maskName(BOM.name) },
  { kind: 'number', text: BOM.number },
  { kind: 'persona', text: BOM.persona },
  { kind: 'name of another member', text: WREN.name },
  { kind: 'contact', text: TYPED.contact },
  ...TYPED.address.split('\n').map((text) => ({ kind: 'address' as const, text })),
  { kind: 'alias', text: BOM.id },
  { kind: 'saved configuration', text: BOM.saved },
  { kind: 'configuration of who withdrew', text: WREN.saved },
  { kind: 'order of the past', text: BOM.past },
  { kind: 'shared draft', text: TYPED.sharedName },
  { kind: 'shared draft', text: TYPED.sharedText },
  { kind: 'unfinished configuration', text: TYPED.unfinished },
  { kind: 'forgotten configuration', text: TYPED.forgotten },
  { kind: 'ordered text', text: TYPED.orderedText },
  { kind: 'anonymous configuration', text: TYPED.alone },
  { kind: 'key of a member code', text: BOM.phone.publicKey },
  { kind: 'number of a key', text: BOM.phone.credId },
  { kind: 'name of what was ordered', text: TYPED.orderedName },
  { kind: 'typed search', text: TYPED.search },
  ...TYPED.wrongPins.map((text) => ({ kind: 'pin' as const, text })),
  { kind: 'staff name', text: TYPED.newcomer },
]

function saved(n: number, customerId: CustomerId, name: string): ShopChange {
  return {
    feed: 'configuration',
    value: {
      ...{ id: asId<ConfigurationId>(`018f0000-0000-7000-8000-00000000000${n}`), familyId: MUG, modelVersion: 2 },
      ...{ revision: 1, name, personaId: null, secret: false, choices: { kind: 'travel', colour: 'blue' }, customerId },
      ...{ origin: 'online', savedAt: 1_000 + n, code: null, codeExpiresAt: null, discarded: false },
    },
  }
}
