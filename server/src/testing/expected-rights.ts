/**
 * Who may ask what, written down a second time and by hand: the test of the desk holds the server against this table and never
 * against the one that the server goes by. Devices: kiosk, tablet, office. Roles: associate, lead, manager, privacy officer,
 * technician, auditor; `*` is whoever stands there, known or not. `passkey`: shown within the last five minutes. A level is the
 * least that must be known of the shopper whose visit is named.
 */
const EXPECTED_RIGHTS = `
  approvals:begin         K--  *
  approvals:cancel        K--  *
  assist:agree            K--  *
  assist:answer           -T-  alm---
  assist:ask              -T-  alm---
  assist:call             K--  *
  assist:close            -T-  alm---
  assist:leave            -T-  alm---
  assist:present          KT-  alm---
  assist:withdraw         K--  *
  audit:list              --O  ---p-u
  audit:verify            --O  ---p-u
  carts:add               KT-  alm---
  carts:change            KT-  alm---
  catalogue:get           KTO  *
  catalogue:stock         KT-  *
  configurations:discard  KT-  alm---
  configurations:quote    KT-  alm---
  configurations:save     KT-  alm---
  customers:card          -T-  alm---
  customers:find          -T-  alm---
  devices:approve         --O  --m-t-  passkey
  devices:find-pairing    --O  --m-t-
  devices:reject          --O  --m-t-
  devices:rename          --O  --m-t-
  devices:report          KTO  *
  devices:revoke          --O  --m-t-  passkey
  devices:rotate          KTO  *
  drafts:close            KT-  alm---
  drafts:decide           KT-  alm---
  drafts:edit             KT-  alm---
  drafts:open             KT-  alm---
  drafts:suggest          -T-  alm---
  drafts:undo             KT-  alm---
  handovers:decline       K--  *
  handovers:send          -T-  alm---
  handovers:take          K--  *
  handovers:withdraw      -T-  alm---
  insights:office         --O  -lm--u
  link:compare            --O  --m-t-
  link:dry-run            --O  --m-t-
  link:letters            --O  --m-tu
  link:pause              --O  --m-t-
  link:resolve            --O  --m---
  link:resume             --O  --m-t-
  link:set-aside          --O  --m-tu
  link:state              --O  --m-tu
  models:dry-run          --O  --m---
  models:files            --O  --m---
  models:list             --O  --m---
  models:publish          --O  --m---
  models:roll-back        --O  --m---
  orders:move             -TO  alm---
  orders:place            KT-  alm---
  people:add              --O  --m---  passkey
  people:change           --O  --m---  passkey
  people:list             --O  --m---
  people:reset-pin        --O  --m---  passkey
  people:unlock           -TO  -lm---
  privacy:erase           --O  ---p--  passkey
  privacy:export          --O  ---p--  passkey
  privacy:ledger          --O  ---p--
  privacy:merge           --O  ---p--  passkey
  privacy:subject         --O  ---p--
  privacy:unmerge         --O  ---p--  passkey
  recognition:scan        K--  *
  sales:get-history       KT-  *
  staff:change-pin        -TO  *
  staff:list              -TO  *
  staff:me                -TO  *
  staff:passkey-add       -TO  almptu
  staff:passkey-begin     -TO  almptu
  staff:passkey-remove    -TO  almptu  passkey
  staff:sign-in           -TO  *
  staff:sign-out          -TO  *
  staff:step-up           -TO  almptu
  staff:step-up-begin     -TO  almptu
  sync:subscribe          KTO  *
  visits:begin            K--  *
  visits:begin-for        -T-  alm---
  visits:consent          K--  *       L2
  visits:end              KT-  alm---
  visits:forget           K--  *
  visits:open             -T-  alm---
  visits:report-step      KT-  alm---
  visits:serve            -T-  alm---
  visits:set-language     KT-  alm---
`

export interface ExpectedRight {
  readonly name: string
  readonly devices: readonly ('kiosk' | 'tablet' | 'office')[]
  /** Null: nobody need be known. */
  readonly roles: readonly string[] | null
  readonly level: string | null
  readonly passkey: boolean
}

const DEVICES = { K: 'kiosk', T: 'tablet', O: 'office' } as const
const ROLES: Readonly<Record<string, string>> = {
  ...{ a: 'associate', l: 'lead', m: 'manager' },
  ...{ p: 'privacy-officer', t: 'technician', u: 'auditor' },
}

/** The table, line by line. */
export const expectedRights = (): ExpectedRight[] =>
  EXPECTED_RIGHTS.trim()
    .split('\n')
    .map((line) => {
      const [name = '', devices = '', roles = '', ...more] = line.trim().split(/ +/)
      return {
        name,
        devices: (['K', 'T', 'O'] as const).filter((one) => devices.includes(one)).map((one) => DEVICES[one]),
        roles:
          roles === '*' ? null : Object.keys(ROLES).flatMap((one) => (roles.includes(one) ? (ROLES[one] ?? []) : [])),
        level: more.find((one) => one.startsWith('L')) ?? null,
        passkey: more.includes('passkey'),
      }
    })
