/** Texts of sending configurations to a kiosk. */
export const handover = {
  handover: {
    button: '키오스크로 보내기',
    title: '키오스크로 보내기',
    lead: '키오스크 앞의 고객님이 "네"를 누르면 보여 드립니다. 고객님이 누구인지는 함께 가지 않습니다.',
    what: '보낼 구성',
    where: '받을 키오스크',
    free: '비어 있음',
    inUse: '사용 중',
    inUseHelp: '지금 다른 고객님이 쓰고 계십니다. 보내면 그분께 물어봅니다.',
    noKiosk: '지금 보낼 수 있는 키오스크가 없습니다. 키오스크가 켜져 있는지 확인해 주세요.',
    notNow: '닫기',
    choose: '구성과 키오스크를 골라 주세요',
    send: '{where}에 {n}개 보내기',
    left: '{n}초 남음',
    withdraw: '거두기',
    dismiss: '알림 닫기',
    state: {
      offered: '{where}에 {n}개를 보냈습니다. 고객님의 답을 기다립니다.',
      taken: '{where}에서 {n}개를 보고 있습니다.',
      declined: '{where}에서 받지 않겠다고 하셨습니다.',
      expired: '{where}에서 답이 없었습니다. 필요하면 다시 보내 주세요.',
    },
  },
}
