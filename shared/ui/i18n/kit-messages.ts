/** The kit's own words; the same keys in both languages by type. */
export const kitKo = {
  ui: {
    sheet: { close: '닫기' },
    scroll: { up: '위로 보기', down: '아래로 보기' },
    stepper: { less: '{label} 줄이기', more: '{label} 늘리기' },
    promise: {
      why: '날짜 계산 과정',
      hide: '접기',
      provisional: '예상 날짜이며, 온라인몰 확인 후 확정됩니다',
      days: '영업일 {n}일',
      today: '오늘',
      basis: {
        'on-shelf': '이 매장 진열 상품',
        'available-to-promise': '보유 재고와 입고 예정 기준',
        'capable-to-promise': '부품 재고와 제작 일정 기준',
        estimate: '어림 계산',
      },
    },
    picture: { of: '{name}: {choices}' },
    qr: { label: '휴대폰으로 읽는 QR 코드' },
    keyboard: {
      name: '화면 키보드',
      shift: '쌍자음·대문자',
      erase: '한 글자 지우기',
      clear: '모두 지우기',
      space: '띄어쓰기',
      language: '한/영',
      digits: '123',
      letters: '가A',
      done: '완료',
    },
  },
}

export type KitMessages = typeof kitKo

export const kitEn: KitMessages = {
  ui: {
    sheet: { close: 'Close' },
    scroll: { up: 'Show what is above', down: 'Show what is below' },
    stepper: { less: 'Less: {label}', more: 'More: {label}' },
    promise: {
      why: 'How we got this date',
      hide: 'Hide',
      provisional: 'Provisional until the online shop confirms it',
      days: '{n} working days',
      today: 'today',
      basis: {
        'on-shelf': 'On the shelf in this store',
        'available-to-promise': 'From stock and expected deliveries',
        'capable-to-promise': 'From parts in stock and workshop time',
        estimate: 'An estimate',
      },
    },
    picture: { of: '{name}: {choices}' },
    qr: { label: 'QR code to read with your phone' },
    keyboard: {
      name: 'On-screen keyboard',
      shift: 'Shift',
      erase: 'Erase a letter',
      clear: 'Clear all',
      space: 'Space',
      language: '한/영',
      digits: '123',
      letters: '가A',
      done: 'Done',
    },
  },
}
