/** Texts of what an associate sends to this kiosk. */
export const handover = {
  handover: {
    offer: '{name} 님이 {n}개를 보냈어요. 볼까요?',
    text: '누구의 것인지는 함께 오지 않아요.',
    other: '{name} sent {n} to this screen. Take a look?',
    yes: '네, 볼게요',
    no: '아니요',
    left: '{n}초 동안 열려 있어요',
  },
}
