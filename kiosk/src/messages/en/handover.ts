import type { handover as ko } from '../ko/handover.ts'

/** Texts of what an associate sends to this kiosk. */
export const handover: typeof ko = {
  handover: {
    offer: '{name} sent you {n} design. Show it? | {name} sent you {n} designs. Show them?',
    text: 'Whose it is does not come with it.',
    other: '{name} 님이 {n}개를 보냈어요. 볼까요?',
    yes: 'Yes, show me',
    no: 'No, thanks',
    left: 'Open for {n} more second | Open for {n} more seconds',
  },
}
