import type { Localised } from '../text/localised.ts'

/** How the steps that every promise shares are named to the shopper. */
export const DELIVERY: Localised = { ko: '댁으로 배송', en: 'Delivery to your home' }
export const QUEUE: Localised = { ko: '공방 제작 순서 대기', en: 'Waiting for its turn in the workshop' }
export const ASSEMBLY: Localised = { ko: '제작 및 검수', en: 'Made and inspected' }
export const TO_STORE: Localised = { ko: '공방에서 매장으로 이동', en: 'Moved from the workshop to this store' }
