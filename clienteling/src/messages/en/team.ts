import type { team as ko } from '../ko/team.ts'

/** Texts of the people who work here, as the manager registers them. */
export const team: typeof ko = {
  team: {
    title: 'People',
    lead: 'Who may sign in on the store’s devices, and what each is trusted with.',
    add: 'Add a person',
    none: 'Nobody is registered.',
    column: { name: 'Name', role: 'Role', state: 'State', devices: 'Signed in on', passkeys: 'Passkeys' },
    state: { active: 'Works here', left: 'Left', locked: 'Locked', lockedFor: 'Locked for {time}' },
    nowhere: 'nowhere',
    me: 'you',
    edit: 'Change',
    editOf: 'Change {name}',
    unlock: 'Unlock',
    unlockOf: 'Unlock {name}',
    unlocked: '{name} is unlocked and can sign in again.',
    changed: '{name} was changed.',
    name: 'Name',
    nameHint: 'As colleagues and shoppers see it.',
    nameMissing: 'Enter a name.',
    id: 'Id',
    idHint: 'Stands in the record. It cannot be changed later.',
    idFault: 'Small letters, digits and hyphens only, and no hyphen at the start.',
    idTaken: 'This id is taken.',
    role: 'Role',
    can: {
      associate: 'Serves shoppers on the floor and takes orders.',
      lead: 'As an associate, and unlocks colleagues and sees how the day goes.',
      manager: 'Runs the store: people, devices, product models.',
      'privacy-officer': 'Finds, exports, erases and merges what is kept of customers. Nobody else can.',
      technician: 'Registers and looks after devices. Sees no customer.',
      auditor: 'Reads the record of who did what. Changes nothing.',
    },
    addTitle: 'Add a person',
    addLead: 'You are shown a PIN that works once. They choose their own when they first sign in.',
    changeTitle: '{name}',
    ownRole:
      'Nobody changes their own role or leaves by their own hand, so that nobody gains or loses the store alone. Ask another manager.',
    lastManager: 'This is the only manager. So that somebody always runs the store, make another person manager first.',
    roleConsequence:
      'When you save, {name} is signed out on every device at once and starts as “{role}” at the next sign-in.',
    leave: 'They left',
    leaveTitle: 'Has {name} left?',
    leaveBody:
      'They are signed out on every device at once, and their PIN and passkeys are deleted. What they did stays on record. Should they return, they start with a new PIN.',
    leaveYes: 'Yes, they left',
    back: 'Works here again',
    backHint: 'They left. When they return they start with the role below, and need a new PIN to sign in.',
    save: 'Save',
    reset: 'New PIN',
    resetTitle: 'Give {name} a new PIN?',
    resetBody:
      'The present PIN stops working at once, and they are signed out on every device. The new PIN is shown once.',
    resetYes: 'Give a new PIN',
    keepsPin:
      'A PIN of this role ({role}) opens what a manager may not see, so only {name} sets it. If it is lost, give {name} another role, then a new PIN; once they have chosen their own, give the role back. If they are locked, a lead can unlock them. Each step is on record.',
    appointLater:
      'You would know this person’s PIN, and it would open what a manager may not see. Add them with another role first; once they have signed in and chosen their own PIN, change the role to “{role}”.',
    ownPin: 'You change your own PIN behind your name, at the top right.',
    told: {
      title: 'One-time PIN for {name}',
      label: 'One-time PIN',
      body: 'Tell {name} in person. Do not send or write it down.',
      once: 'Once you close this it cannot be seen again. They choose their own PIN when they first sign in.',
      done: 'I have told them',
    },
  },
}
