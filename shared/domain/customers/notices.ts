import type { Localised } from '../text/localised.ts'
import type { Purpose } from './consent.ts'

/** What a person reads when a consent is asked. A changed text is a new version; the ledger keeps which one was shown. */
export interface Notice {
  readonly id: string
  readonly version: number
  readonly text: Localised
}

/**
 * The notices in force: what for, which data, who gets it, how long, and that a no costs nothing (recognition-ux 5.1). The only
 * place where these texts stand; a receipt names the digest of the one that was shown.
 */
export const NOTICES: Readonly<Record<Purpose, Notice>> = {
  'recog.kiosk': {
    id: 'notice/recog.kiosk',
    version: 1,
    text: {
      ko: '매장 키오스크가 휴대폰의 회원 코드를 읽고 고객님을 알아봅니다. 회원 별칭과 코드 확인용 공개 키를 이용하며, 이 매장만 볼 수 있습니다. 회원 관계가 끝나면 바로 지웁니다. 동의하지 않아도 키오스크를 그대로 이용하실 수 있습니다.',
      en: 'The kiosk in the store reads the member code on your phone and knows you by it. It uses your member alias and the public key that checks the code, in this store only, and deletes both when your membership ends. You can use the kiosk without it.',
    },
  },
  'assist.notify': {
    id: 'notice/assist.notify',
    version: 1,
    text: {
      ko: '고객님이 오신 것을 매장 직원의 태블릿에 알립니다. 일부를 가린 이름과 방문 중인 키오스크만 보이며, 방문이 끝나면 지웁니다. 동의하지 않으면 직원에게는 이용 중인 키오스크라고만 표시됩니다.',
      en: 'The tablets of the staff in the store show that you are here: your name with parts hidden, and the kiosk you are at. It is deleted when your visit ends. Without it, staff only see that the kiosk is in use.',
    },
  },
  'config.sync.store': {
    id: 'notice/config.sync.store',
    version: 1,
    text: {
      ko: '저장하신 구성을 이 매장에 보관하여 인터넷이 끊겨도 바로 보여 드립니다. 동의를 철회하시면 바로 지우고, 온라인몰과 7일 동안 연결되지 않아도 지웁니다. 동의하지 않으면 방문하실 때만 온라인몰에서 불러옵니다.',
      en: 'The store keeps your saved configurations, so that they appear at once even without a line. They are deleted when you withdraw, or after 7 days without word from the online shop. Without it, they are fetched from the online shop for each visit only.',
    },
  },
  'history.view': {
    id: 'notice/history.view',
    version: 1,
    text: {
      ko: '방문 중에 휴대폰으로 승인하신 경우, 응대하는 직원이 지난 주문을 볼 수 있습니다. 주문 상품과 날짜, 금액이 보이며 1분 뒤 가려집니다. 동의는 2년 뒤 끝나고, 언제든지 철회하실 수 있습니다.',
      en: 'The associate who serves you may see your past orders while you are here and have approved it on your phone: what, when and for how much. They are hidden again after a minute. This ends after two years, and you may withdraw it at any time.',
    },
  },
  'marketing.message': {
    id: 'notice/marketing.message',
    version: 1,
    text: {
      ko: '새 상품과 혜택을 메시지로 보내 드립니다. 선택 사항이며, 동의하지 않아도 모든 서비스를 이용하실 수 있습니다. 동의는 2년 뒤 끝나고, 언제든지 철회하실 수 있습니다.',
      en: 'You receive messages about new things and offers. This is optional and nothing depends on it. It ends after two years, and you may withdraw it at any time.',
    },
  },
}
