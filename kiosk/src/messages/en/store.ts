import type { store as ko } from '../ko/store.ts'

/** What a shopper should know of the line to the store, and of what waits for it. */
export const store: typeof ko = {
  store: {
    mark: {
      online: 'Up to date',
      'catching-up': 'Catching up',
      connecting: 'Connecting',
      offline: 'Not connected',
      'read-only': 'Cannot save now',
      'too-old': 'Out of service',
    },
    readOnly:
      'The store system cannot save anything just now. You can go on looking and making: this kiosk keeps what you do and hands it over by itself.',
    waiting: '{n} thing waits to be handed over | {n} things wait to be handed over',
    waitingSince:
      '{n} thing waits to be handed over, the first from {when} | {n} things wait to be handed over, the first from {when}',
    catchingUpWaiting: 'Handing over what we kept: {n} to go',
    unconfirmed:
      'The line was down, and we cannot say of {n} thing whether it was done. | The line was down, and we cannot say of {n} things whether they were done.',
    unconfirmedText: 'Please look at your basket and your saved designs. A colleague will gladly help.',
    unconfirmedSeen: 'I have looked',
    orderOffline: 'You can order once the store system is back. If you are in a hurry, please ask a colleague nearby.',
    orderReadOnly:
      'You can order once the store system can save again. If you are in a hurry, please ask a colleague nearby.',
    orderSoon: 'Connecting to the store system. You can order in a moment.',
    scanOffline: 'Codes cannot be checked just now',
    scanOfflineText:
      'Yours is read as soon as the store system is back. Make something new meanwhile, or ask a colleague nearby.',
    scanMake: 'Make something new',
    pairingTitle: 'Register this kiosk',
    pairingText:
      'Type this code in the office, under “Register devices”, and make sure that the check number there is the same.',
    pairingCode: 'Pairing code',
    pairingFingerprint: 'Check number',
    pairingConnecting: 'Looking for the store server',
    pairingConnectingText: 'The code appears as soon as the store server answers.',
    tooOldTitle: 'This kiosk is taking a rest',
    tooOldText: 'It is waiting for its new version. Please use the kiosk next to it, or ask a colleague nearby.',
    goodbyeOffline: 'The line is down, so there is no code for your phone this time.',
    goodbyeKept: 'This kiosk hands what you made to the store once the line is back. Ask a colleague to go on with it.',
  },
}
