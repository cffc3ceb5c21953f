import type { addressKo, approveKo, passkeysKo } from './approve-ko.ts'

export const approveEn: typeof approveKo = {
  title: 'Approve a kiosk',
  signIn: 'Sign in to see what the kiosk asks. Its code stays here.',
  typeOpen: 'Type the code of a kiosk',
  typeTitle: 'Type the code shown on the kiosk',
  typeLead: 'If the QR code is hard to scan, type the eight letters below it.',
  code: 'Code of eight letters',
  codeHint: 'For example BCDF-GHJK',
  codeWrong: 'It has eight letters, and no vowels.',
  next: 'Continue',
  place: 'This kiosk is asking',
  kiosk: 'Kiosk {number}',
  left: '{time} left',
  warning:
    'Only approve when you stand in front of this kiosk. If somebody sent you this link or code, do not approve it.',
  shows: 'For 10 minutes, this kiosk will',
  show: {
    name: 'show your name, masked',
    'saved-configurations': 'show your designs and let you order',
    address: 'show your delivery address, last line masked',
    'history-to-associate': 'let the associate helping you see your orders',
  },
  pick: 'Which number is on the kiosk?',
  approve: 'Approve',
  approveHint: 'You confirm with your fingerprint, face or screen lock.',
  deny: 'I did not ask for this',
  elsewhereTitle: 'Another kiosk is still approved',
  elsewhereText: 'Only one kiosk at a time. End that one to carry on here.',
  elsewhereEnd: 'End that one and carry on here',
  passkeyTitle: 'First, make a passkey on this phone',
  passkeyText: 'Your fingerprint, face or screen lock then confirms that it is you. You only do this once.',
  again: 'Try again',
  typeAgain: 'Type the code again',
  done: {
    title: 'Approved',
    text: 'Look at the kiosk. It ends by itself after 10 minutes, or when you are done.',
    end: 'Take it back',
    close: 'See my designs',
  },
  over: {
    gone: {
      title: 'This code does not work',
      text: 'A code works once, for two minutes. Please get a new one at the kiosk.',
    },
    denied: {
      title: 'Not approved',
      text: 'That kiosk shows nothing of yours. If somebody sent you the code, do not answer them.',
    },
    'wrong-number': {
      title: 'That was not the number',
      text: 'The code is closed now. If you stand at the kiosk, start again there. If somebody sent you the code, there is nothing you need to do.',
    },
    'too-many': {
      title: 'Please wait a moment',
      text: 'That was too many tries. It works again in a minute.',
    },
    ended: {
      title: 'Taken back',
      text: 'The online shop hands out nothing more. If you stand at the kiosk, please finish there too.',
    },
  },
}

export const passkeysEn: typeof passkeysKo = {
  title: 'Passkeys for approving',
  lead: 'They confirm that it is you, by fingerprint or face, when you order at a kiosk or see your address there.',
  none: 'You have no passkey yet.',
  add: 'Make a passkey',
  made: 'Made {when}',
  used: 'Used {when}',
  neverUsed: 'Not used yet',
  remove: 'Remove',
  removeTitle: 'Remove this passkey?',
  removeText: "It can then no longer approve anything. Please remove it from your phone's passwords as well.",
  signInAgain: 'To be safe, only somebody who has just signed in can make one. Please sign in again.',
  signInAgainDo: 'Sign in again',
  problem: {
    dismissed: 'That was not confirmed. Please try again.',
    'already-here': 'This phone has a passkey already.',
    'too-many': 'Five passkeys is the limit. Remove one first.',
    'wrong-passkey': 'The passkey could not be confirmed. Please try again.',
    'not-here': 'This phone cannot make a passkey.',
    offline: 'The online shop could not be reached. Please try again.',
    other: 'That did not work. Please try again in a moment.',
  },
  byName: 'Open by its name',
  where: {
    'at-an-address':
      'You cannot approve at this address. Passkeys need an address with a name: https, or localhost on this machine.',
    'old-browser': 'This browser has no passkeys. Please use a current one.',
  },
}

export const addressEn: typeof addressKo = {
  title: 'Delivery address',
  lead: 'A kiosk shows it only while you approve, with the last line masked.',
  none: 'No delivery address yet.',
  area: 'Street and area',
  middle: 'More of the address (optional)',
  door: 'Flat, floor or room',
  edit: 'Change the address',
  add: 'Add an address',
  save: 'Save',
  remove: 'Remove the address',
  masked: 'A kiosk shows it like this',
  atShop: 'You can change it at the online shop.',
}
