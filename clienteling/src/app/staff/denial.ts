import { ROLES } from '@dangol/domain/trust/role.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import { DEVICE_KINDS } from '@dangol/protocol/handshake.ts'
import { useText } from '../text.ts'

/** The rule that a refusal 'not-allowed' names in its detail, as far as this screen knows it. */
type ReadDenial =
  | { rule: 'role'; roles: readonly Role[] }
  | { rule: 'device'; devices: readonly (typeof DEVICE_KINDS)[number][] }
  | { rule: 'sign-in' | 'step-up' | 'level' | 'no-rule' }

/** Reads the detail of 'not-allowed': `role:lead,manager`, `device:office`, `level:L3`, `step-up`. */
export function readDenial(detail: string | undefined): ReadDenial {
  const [rule, list = ''] = (detail ?? '').split(':')
  const named = list.split(',')
  if (rule === 'role') return { rule, roles: ROLES.filter((role) => named.includes(role)) }
  if (rule === 'device') return { rule, devices: DEVICE_KINDS.filter((kind) => named.includes(kind)) }
  return rule === 'sign-in' || rule === 'step-up' || rule === 'level' ? { rule } : { rule: 'no-rule' }
}

/** Which rule somebody ran into and whom to ask, in words. */
export function useDenialText(): (detail: string | undefined) => string {
  const { t, lang } = useText()
  const oneOf = (words: readonly string[]) =>
    new Intl.ListFormat(lang.value, { style: 'long', type: 'disjunction' }).format(words)
  return (detail) => {
    const denial = readDenial(detail)
    if (denial.rule === 'role' && denial.roles.length > 0)
      return t('denied.role', { roles: oneOf(denial.roles.map((role) => t(`role.${role}`))) })
    if (denial.rule === 'device' && denial.devices.length > 0)
      return t('denied.device', { devices: oneOf(denial.devices.map((kind) => t(`denied.kind.${kind}`))) })
    if (denial.rule === 'role' || denial.rule === 'device') return t('denied.no-rule')
    return t(`denied.${denial.rule}`)
  }
}
