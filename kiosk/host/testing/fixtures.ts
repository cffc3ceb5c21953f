import type { ConfigurationId, DeviceId, FamilyId, OrderId, Sku, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'

export const KIOSK = 'kiosk-1' as DeviceId
export const TOPIC = 'kiosk:kiosk-1'

/** UUIDv7s that differ only in their last digits. */
const uuid = (n: number): string => `019aa000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const visitId = (n: number): VisitId => uuid(n) as VisitId

/** Words that must not be found anywhere once the visit is over. */
export const CANARY_NAME = 'Kanarienvogel-Q7'
export const CANARY_CONFIGURATION = 'present for Wren-X9'

export const emptyCart = { lines: [], total: { minor: 0, currency: 'KRW' as const }, units: 0 }

export function visitView(n: number, more: Partial<VisitView> = {}): VisitView {
  return {
    id: visitId(n),
    epoch: n,
    deviceId: KIOSK,
    level: 'L0',
    lang: 'ko',
    startedAt: 1,
    customer: null,
    approvedUntil: null,
    address: null,
    configurationsState: 'ready',
    configurations: [],
    cart: emptyCart,
    orders: [],
    servedBy: null,
    ...more,
  }
}

export function configurationView(n: number, more: Partial<ConfigurationView> = {}): ConfigurationView {
  return {
    id: uuid(n) as ConfigurationId,
    familyId: 'shoe' as FamilyId,
    modelVersion: 1,
    revision: 1,
    name: 'mine',
    personaId: null,
    secret: false,
    choices: {},
    origin: 'online',
    savedAt: 1,
    price: { minor: 129_000, currency: 'KRW' },
    canonicalKey: null,
    sku: null,
    validity: { state: 'incomplete', changes: [] },
    promise: null,
    ...more,
  }
}

/** A recognised member with something to hide. */
export const memberVisit = (n: number): VisitView =>
  visitView(n, {
    level: 'L2',
    customer: { maskedName: CANARY_NAME, personas: [], consents: {} },
    configurations: [configurationView(100 + n, { name: CANARY_CONFIGURATION })],
  })

export function orderView(n: number): OrderView {
  return {
    id: uuid(n) as OrderId,
    number: `S-${n.toString().padStart(4, '0')}`,
    placedAt: 1,
    state: 'placed',
    upstream: 'waiting',
    upstreamNumber: null,
    total: { minor: 129_000, currency: 'KRW' },
    units: 1,
    lines: [],
    placedOn: KIOSK,
    associate: null,
    member: true,
  }
}

export const catalogue = (version: number): Catalogue => ({
  version,
  models: [],
  skus: [
    {
      sku: 'SOCK-1' as Sku,
      title: { ko: '양말', en: 'Socks' },
      category: { ko: '소품', en: 'Accessories' },
      price: { minor: 9000, currency: 'KRW' },
      swatch: '#fff',
      glyph: 'sock',
    },
  ],
})

/** Two configuration codes with their right check characters. */
export const RC1_TEXT = 'RC1:041061050R3G6'
export const OTHER_RC1_TEXT = 'RC1:141061050R3G4'
