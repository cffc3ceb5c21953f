import type { handover as ko } from '../ko/handover.ts'

/** Texts of sending configurations to a kiosk. */
export const handover: typeof ko = {
  handover: {
    button: 'Send to kiosk',
    title: 'Send to a kiosk',
    lead: 'The shopper at the kiosk touches yes and sees them. Who your customer is does not go along.',
    what: 'What to send',
    where: 'To which kiosk',
    free: 'Free',
    inUse: 'In use',
    inUseHelp: 'Somebody is using it now. They will be the one who is asked.',
    noKiosk: 'No kiosk can be reached right now. Please check that one is switched on.',
    notNow: 'Close',
    choose: 'Choose a design and a kiosk',
    send: 'Send {n} to {where}',
    left: '{n} s left',
    withdraw: 'Take back',
    dismiss: 'Close this note',
    state: {
      offered: '{n} sent to {where}. Waiting for the shopper’s answer.',
      taken: '{where} is showing {n}.',
      declined: 'The shopper at {where} said no.',
      expired: 'Nobody at {where} answered. Send again if you like.',
    },
  },
}
