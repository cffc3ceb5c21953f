import { systemIds } from '@dangol/client/system-ids.ts'
import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type {
  AssistId,
  AssociateId,
  CartLineId,
  CallId,
  ConfigurationId,
  CustomerId,
  DeviceId,
  FamilyId,
  OrderId,
  Sku,
  VisitId,
} from '@dangol/domain/ids/ids.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import type { DeviceHealth } from '@dangol/protocol/devices.ts'
import type { FeedState, Letter, LinkState } from '@dangol/protocol/link.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { AuditEntry, ConsentReceipt, Subject } from '@dangol/protocol/privacy.ts'
import type { StaffMe, StaffMember } from '@dangol/protocol/staff.ts'
import type { PairedDevice, PairingAsk } from '@dangol/protocol/trust.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { FloorVisit, HelpCall, VisitView } from '@dangol/protocol/visits.ts'

/** Things as they come over the wire, complete, so that a test names only what it is about. */
export const krw = (minor: number) => ({ minor, currency: 'KRW' as const })
export const JIEUN = 'jieun' as AssociateId
export const CUSTOMER = 'a'.repeat(32) as CustomerId

export const staffMe = (over: Partial<StaffMe> = {}): StaffMe => ({
  ...{ id: JIEUN, name: '지은', role: 'associate', steppedUpUntil: null, passkeys: [], mustChangePin: false },
  ...over,
})

export const floorVisit = (over: Partial<FloorVisit> = {}): FloorVisit => ({
  id: systemIds.next<VisitId>(),
  deviceId: 'kiosk-1' as DeviceId,
  level: 'L0',
  lang: 'ko',
  startedAt: 1_000,
  maskedName: null,
  customerId: null,
  configurationCount: 0,
  cartUnits: 0,
  step: 'browsing',
  servedBy: null,
  ...over,
})

export const helpCall = (over: Partial<HelpCall> = {}): HelpCall => ({
  id: systemIds.next<CallId>(),
  deviceId: 'kiosk-1' as DeviceId,
  visitId: null,
  lang: 'ko',
  calledAt: 1_000,
  answeredBy: null,
  ...over,
})

export const visitView = (over: Partial<VisitView> = {}): VisitView => ({
  id: systemIds.next<VisitId>(),
  epoch: 1,
  deviceId: 'tablet-1' as DeviceId,
  level: 'L0',
  lang: 'ko',
  startedAt: 1_000,
  customer: null,
  approvedUntil: null,
  address: null,
  configurationsState: 'ready',
  configurations: [],
  cart: { lines: [], total: krw(0), units: 0 },
  orders: [],
  servedBy: { id: JIEUN, name: '지은' },
  ...over,
})

export const orderView = (over: Partial<OrderView> = {}): OrderView => ({
  id: systemIds.next<OrderId>(),
  number: 'S-0001',
  placedAt: 1_000,
  state: 'placed',
  upstream: 'waiting',
  upstreamNumber: null,
  total: krw(12_000),
  units: 1,
  lines: [],
  placedOn: 'tablet-1' as DeviceId,
  associate: null,
  member: false,
  ...over,
})

export const assistView = (over: Partial<Assist> = {}): Assist => ({
  id: systemIds.next<AssistId>(),
  visitId: systemIds.next<VisitId>(),
  associate: { id: JIEUN, name: '지은' },
  deviceId: 'tablet-1' as DeviceId,
  asked: null,
  agreed: null,
  since: 1_000,
  ...over,
})

export const sharedDraft = (over: Partial<SharedDraft> = {}): SharedDraft => ({
  id: systemIds.next<ConfigurationId>(),
  familyId: 'shoe' as FamilyId,
  modelVersion: 1,
  name: '',
  revision: 1,
  made: {},
  hands: {},
  history: [],
  suggestions: [],
  ...over,
})

export const cartLine = (over: Partial<CartLineView> = {}): CartLineView => ({
  id: systemIds.next<CartLineId>(),
  item: { kind: 'stocked', sku: 'GLV-01' as Sku },
  sku: 'GLV-01' as Sku,
  title: { ko: '장갑', en: 'Gloves' },
  quantity: 1,
  unitPrice: krw(1_000),
  total: krw(1_000),
  fulfilment: 'carry-out',
  fulfilments: ['carry-out', 'delivery'],
  promise: { date: '2026-12-01', basis: 'on-shelf', steps: [], provisional: false },
  problem: null,
  ...over,
})

export const deviceHealth = (over: Partial<DeviceHealth> = {}): DeviceHealth => ({
  id: 'kiosk-1' as DeviceId,
  kind: 'kiosk',
  connected: true,
  protocol: PROTOCOL_VERSION,
  version: '0.1.0',
  reportedAt: 1_000,
  clockOffsetMs: 12,
  roundTripMs: 3,
  behind: 0,
  outboxLength: 0,
  oldestWaitingMs: null,
  startedOver: 0,
  refused: 0,
  throttled: 0,
  ...over,
})

export const staffMember = (over: Partial<StaffMember> = {}): StaffMember => ({
  ...{ id: JIEUN, name: '지은', role: 'associate', state: 'active' },
  ...{ lockedUntil: null, locked: false, passkeyCount: 0, signedInOn: [] },
  ...over,
})

export const pairedDevice = (over: Partial<PairedDevice> = {}): PairedDevice => ({
  ...{ id: 'kiosk-1' as DeviceId, kind: 'kiosk', name: '입구 키오스크', state: 'active', fingerprint: '402 917' },
  ...{ pairedAt: 1_000, pairedBy: '지은', keySince: 1_000, revokedAt: null },
  ...over,
})

export const pairingAsk = (over: Partial<PairingAsk> = {}): PairingAsk => ({
  ...{ code: 'BCDFGHJK', kind: 'kiosk', fingerprint: '402 917', address: '192.168.0.21' },
  ...{ askedAt: 1_000, expiresAt: 601_000, suggestedId: 'kiosk-2' as DeviceId, triesLeft: 5 },
  ...over,
})

export const subjectView = (over: Partial<Subject> = {}): Subject => ({
  ...{ customerId: CUSTOMER, maskedName: '김*지', number: 'M-102770', consents: {}, merged: [] },
  holds: [{ table: 'customers', rows: 1, keptFor: 'until the online shop or the privacy officer erases the customer' }],
  ...over,
})

export const consentReceipt = (over: Partial<ConsentReceipt> = {}): ConsentReceipt => ({
  ...{ schema: 'consent/1', subject: CUSTOMER, position: 1, purpose: 'history.view', state: 'granted' },
  ...{ scope: 'account', visitId: null, at: 1_000, expiresAt: null, channel: 'web', deviceId: null },
  notice: { id: 'notice/history.view', version: 1, lang: 'ko', sha256: 'a'.repeat(64) },
  ...{ basis: 'consent', jurisdiction: 'KR', dataCategories: ['order-history'], recipients: ['store'] },
  ...{ retentionDays: 7, prev: '', hash: 'b'.repeat(64) },
  ...over,
})

export const auditEntry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ position: 1, at: 1_000, deviceId: 'office-1' as DeviceId, kind: 'office', associate: JIEUN },
  ...{ what: 'staff.sign-in', subject: 'jieun', purpose: null, result: 'signed-in' },
  ...over,
})

export const feedState = (over: Partial<FeedState> = {}): FeedState => ({
  ...{ feed: 'orders', source: 'shop', reliability: 'lossy', state: 'current', loaded: 120, total: 120 },
  ...{ readAt: 1_000, changedAt: 900, error: null, setAside: 0, compared: null },
  ...over,
})

export const linkState = (over: Partial<LinkState> = {}): LinkState => ({
  ...{ platform: 'vendure', host: 'shop.example', line: 'up', since: 500, paused: null },
  probe: { at: 600, version: '3.7.3', clockOffsetMs: 40, problems: [] },
  feeds: [feedState()],
  outbox: {
    ...{ waiting: 0, oldestAt: null, letters: 0, max: 2_000, breaker: 'closed', retryAt: null },
    ...{ sent: 0, sentAt: null },
  },
  hints: { heard: 0, refused: 0, lastAt: null },
  ...over,
})

export const letterOf = (over: Partial<Letter> = {}): Letter => ({
  ...{ position: 1, kind: 'order', order: { id: systemIds.next<OrderId>(), number: 'S-0001' } },
  ...{ reason: 'price-changed', detail: '12,000 KRW → 13,000 KRW', at: 800, attempts: 1 },
  actions: ['retry', 'take-over', 'cancel'],
  ...over,
})
