/** Approving on the own phone, and the passkeys it takes. */
export const approveKo = {
  title: '키오스크 승인',
  signIn: '로그인하면 키오스크의 요청을 확인할 수 있어요. 코드는 그대로 남아 있어요.',
  typeOpen: '키오스크 승인 코드 입력',
  typeTitle: '키오스크에 보이는 코드를 입력해 주세요',
  typeLead: 'QR을 찍기 어려울 때, QR 아래에 적힌 여덟 글자를 입력하면 돼요.',
  code: '여덟 글자 코드',
  codeHint: '예: BCDF-GHJK',
  codeWrong: '알파벳 여덟 글자예요. 모음은 쓰지 않아요.',
  next: '확인',
  place: '여기에서 요청했어요',
  kiosk: '키오스크 {number}',
  left: '{time} 남았어요',
  warning: '지금 이 키오스크 앞에 계실 때만 승인해 주세요. 다른 사람이 보낸 링크나 코드라면 승인하지 마세요.',
  shows: '승인하면 10분 동안 이 키오스크에서',
  show: {
    name: '가린 이름이 보여요',
    'saved-configurations': '내 구성이 보이고, 주문할 수 있어요',
    address: '배송지가 보여요. 마지막 줄은 가려요',
    'history-to-associate': '응대하는 직원이 내 주문 내역을 볼 수 있어요',
  },
  pick: '키오스크 화면에 보이는 숫자를 골라 주세요',
  approve: '승인하기',
  approveHint: '지문, 얼굴 또는 화면 잠금으로 확인해요.',
  deny: '내가 요청하지 않았어요',
  elsewhereTitle: '다른 키오스크에서 이미 열려 있어요',
  elsewhereText: '한 번에 한 곳에서만 쓸 수 있어요. 그곳을 끝내면 여기에서 이어 갈 수 있어요.',
  elsewhereEnd: '그곳을 끝내고 여기에서 계속',
  passkeyTitle: '먼저 이 휴대폰에 패스키를 만들어 주세요',
  passkeyText: '승인할 때마다 지문, 얼굴 또는 화면 잠금으로 나를 확인해요. 한 번만 만들면 돼요.',
  again: '다시 시도',
  done: {
    title: '승인했어요',
    text: '키오스크 화면을 봐 주세요. 10분이 지나거나 이용을 마치면 자동으로 끝나요.',
    end: '승인 취소하기',
    close: '내 구성 보기',
  },
  over: {
    gone: {
      title: '쓸 수 없는 코드예요',
      text: '코드는 2분 동안 한 번만 쓸 수 있어요. 키오스크에서 새 코드를 받아 주세요.',
    },
    denied: {
      title: '승인하지 않았어요',
      text: '그 키오스크에는 아무것도 보이지 않아요.',
    },
    'wrong-number': {
      title: '숫자가 달라서 닫았어요',
      text: '키오스크 앞에 계시다면 화면에서 다시 시작해 주세요. 다른 사람이 보낸 코드였다면 아무것도 하지 않으셔도 돼요.',
    },
    'too-many': {
      title: '잠시 후에 다시 해 주세요',
      text: '시도가 너무 많았어요. 1분 뒤에 다시 할 수 있어요.',
    },
    ended: {
      title: '승인을 취소했어요',
      text: '온라인몰은 더 이상 아무것도 내주지 않아요. 키오스크 앞에 계시다면 화면에서도 이용을 마쳐 주세요.',
    },
  },
}

export const passkeysKo = {
  title: '승인할 때 쓰는 패스키',
  lead: '키오스크에서 주문하거나 배송지를 볼 때, 지문이나 얼굴로 나를 확인하는 열쇠예요.',
  none: '아직 패스키가 없어요.',
  add: '이 휴대폰에 패스키 만들기',
  made: '{when}에 만들었어요',
  used: '{when}에 썼어요',
  neverUsed: '아직 쓰지 않았어요',
  remove: '지우기',
  removeTitle: '이 패스키를 지울까요?',
  removeText: '지우면 이 열쇠로는 승인할 수 없어요. 휴대폰의 비밀번호 관리에서도 지워 주세요.',
  signInAgain: '안전을 위해 방금 로그인한 분만 만들 수 있어요. 다시 로그인해 주세요.',
  signInAgainDo: '다시 로그인',
  problem: {
    dismissed: '확인이 끝나지 않았어요. 다시 시도해 주세요.',
    'already-here': '이 휴대폰에는 이미 패스키가 있어요.',
    'too-many': '패스키는 다섯 개까지 만들 수 있어요. 하나를 지워 주세요.',
    'wrong-passkey': '패스키를 확인하지 못했어요. 다시 시도해 주세요.',
    'not-here': '이 휴대폰에서는 패스키를 만들 수 없어요.',
    offline: '온라인몰에 연결되지 않았어요. 다시 시도해 주세요.',
    other: '처리하지 못했어요. 잠시 후 다시 시도해 주세요.',
  },
  where: {
    'at-an-address':
      '이 주소에서는 승인할 수 없어요. 패스키는 https 주소나 localhost처럼 이름이 있는 주소에서만 쓸 수 있어요.',
    'old-browser': '이 브라우저는 패스키를 지원하지 않아요. 최신 브라우저에서 열어 주세요.',
  },
}

export const addressKo = {
  title: '배송지',
  lead: '키오스크에는 승인한 동안에만, 마지막 줄을 가린 채로 보여요.',
  none: '아직 배송지가 없어요.',
  area: '주소',
  middle: '주소 (이어서, 선택)',
  door: '상세 주소 (동·호수)',
  edit: '배송지 바꾸기',
  add: '배송지 추가',
  save: '저장',
  remove: '배송지 지우기',
  masked: '키오스크에는 이렇게 보여요',
}
