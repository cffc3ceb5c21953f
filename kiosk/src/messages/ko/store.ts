/** What a shopper should know of the line to the store, and of what waits for it. */
export const store = {
  store: {
    mark: {
      online: '최신 상태',
      'catching-up': '새로 받는 중',
      connecting: '연결 중',
      offline: '연결 끊김',
      'read-only': '저장 대기',
      'too-old': '점검 필요',
    },
    readOnly:
      '매장 시스템이 지금은 저장하지 못합니다. 둘러보기와 구성은 계속하실 수 있고, 하신 것은 이 키오스크가 맡아 두었다가 저절로 전달합니다.',
    waiting: '연결되면 전달할 것 {n}가지',
    waitingSince: '연결되면 전달할 것 {n}가지 (처음 것은 {when})',
    catchingUpWaiting: '맡아 둔 것을 전달하고 있습니다: {n}가지 남음',
    unconfirmed: '연결이 끊긴 사이에 하신 것 중 {n}가지는 처리되었는지 확인하지 못했습니다.',
    unconfirmedText: '장바구니와 저장한 구성을 한번 확인해 주세요. 도움이 필요하시면 직원에게 말씀해 주세요.',
    unconfirmedSeen: '확인했습니다',
    orderOffline: '주문은 매장 시스템과 연결된 뒤에 할 수 있습니다. 급하시면 가까운 직원에게 말씀해 주세요.',
    orderReadOnly:
      '주문은 매장 시스템이 다시 저장할 수 있게 되면 할 수 있습니다. 급하시면 가까운 직원에게 말씀해 주세요.',
    orderSoon: '매장 시스템에 연결하는 중입니다. 곧 주문할 수 있습니다.',
    scanOffline: '지금은 코드를 확인할 수 없습니다',
    scanOfflineText:
      '매장 시스템과 연결되면 바로 읽어 드립니다. 그동안 새로 만들어 보실 수 있고, 급하시면 가까운 직원에게 말씀해 주세요.',
    scanMake: '새로 만들기',
    pairingTitle: '이 키오스크를 등록해 주세요',
    pairingText: '오피스의 ‘기기 등록’에서 이 코드를 입력하고, 확인 번호가 같은지 꼭 확인해 주세요.',
    pairingCode: '등록 코드',
    pairingFingerprint: '확인 번호',
    pairingConnecting: '매장 서버를 찾고 있습니다',
    pairingConnectingText: '매장 서버와 연결되면 등록 코드가 나타납니다.',
    tooOldTitle: '이 키오스크는 잠시 쉬고 있습니다',
    tooOldText:
      '새 버전으로 바꾸는 중이라 지금은 쓸 수 없습니다. 옆 키오스크를 이용하시거나 가까운 직원에게 말씀해 주세요.',
    goodbyeOffline: '지금은 연결이 끊겨 휴대폰으로 이어 볼 코드를 만들지 못했습니다.',
    goodbyeKept: '만드신 것은 연결되면 이 키오스크가 매장에 전달합니다. 이어서 보시려면 가까운 직원에게 말씀해 주세요.',
  },
}
