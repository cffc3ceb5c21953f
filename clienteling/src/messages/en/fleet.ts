import type { fleet as ko } from '../ko/fleet.ts'

/** Texts of the store's devices in the office. */
export const fleet: typeof ko = {
  fleet: {
    title: 'Devices',
    summaryNone: 'All is well',
    summary: 'None needs anybody | {n} needs somebody | {n} need somebody',
    connectedOf: '{connected} of {all} connected',
    unknown: '–',
    ms: '{n} ms',
    ahead: '{time} fast',
    behindClock: '{time} slow',
    version: '{version} · protocol {protocol}',
    strangers:
      'Nobody was turned away. | A device that is not the store’s knocked too often and was turned away once (at {time}, from {from}). If you do not know this address, look for what is on the store’s network. | A device that is not the store’s knocked too often and was turned away {n} times (last at {time}, from {from}). If you do not know this address, look for what is on the store’s network.',
    column: {
      state: 'How it fares',
      reported: 'Last word',
      waiting: 'To send',
      clock: 'Clock',
      roundTrip: 'Round trip',
      behind: 'Changes behind',
      refused: 'Refused · slowed',
      version: 'Version',
    },
    judgement: { bad: 'Needs somebody', mind: 'Keep an eye on it', good: 'Well' },
    trouble: {
      gone: 'Not connected. Last heard of at {time}.',
      'gone-unknown': 'It has never connected.',
      'gone-with-commands':
        'Not connected. | Not connected, with {n} thing unsent. Switch it on and connect it to the store’s Wi-Fi. | Not connected, with {n} things unsent. Switch it on and connect it to the store’s Wi-Fi.',
      stuck:
        'Connected. | Connected, yet {n} thing has not gone out since {time}. On a tablet it goes out once whoever did it signs in; if it stays, reload the screen. | Connected, yet {n} things have not gone out since {time}. On a tablet they go out once whoever did them signs in; if they stay, reload the screen.',
      waiting: 'Sending. | Sending {n}, since {time}. | Sending {n}, since {time}.',
      'clock-wrong': 'Its clock is {by}: member codes may be refused. Set its time automatically.',
      'clock-off': 'Its clock is {by}.',
      throttled:
        'It asks too much. | It asked too much and was slowed once. Restart it. | It asked too much and was slowed {n} times. Restart it.',
      refused:
        'Requests refused. | {n} request made no sense and was refused. Restart it. | {n} requests made no sense and were refused. Restart it; if it goes on, tell us.',
      'old-version': 'An earlier version (protocol {protocol}); it updates tonight.',
      'started-over':
        'It started over. | What it had kept was damaged; it fetched everything anew once. All is well now. | What it had kept was damaged; it fetched everything anew {n} times. All is well now.',
      behind: 'Up to date. | Still fetching {n} change. | Still fetching {n} changes.',
      slow: 'It answers slowly ({time}). Check the Wi-Fi where it stands.',
    },
    exception: 'The clock of {subject} is {by}',
    exceptionNext: 'Member codes may be refused there. Set the device’s time automatically.',
  },
}
