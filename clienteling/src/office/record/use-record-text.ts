import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import { AssociateIdSchema } from '@dangol/protocol/common.ts'
import type { AuditEntry } from '@dangol/protocol/privacy.ts'
import { useDeviceName } from '../../app/device-name.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'
import { useText } from '../../app/text.ts'
import { PURPOSE_KEY } from '../privacy/consent-keys.ts'
import { resultOf, whatOf } from './read-entry.ts'

/** Entries of the record as people read them. */
export function useRecordText() {
  const { t } = useText()
  const staff = useStaffStore()
  const deviceName = useDeviceName()
  const device = (id: string): string => (id === 'online-shop' ? t('record.shop') : deviceName(id))

  function result(entry: AuditEntry): string {
    const read = resultOf(entry)
    switch (read.kind) {
      case 'hits':
        return t('record.hits', { n: read.n })
      case 'from':
      case 'to':
        return t(`record.${read.kind}`, { device: device(read.device) })
      case 'role':
        return t('record.as', { role: t(`role.${read.role}`) })
      case 'raw':
        return read.text
      case 'outcome': {
        const what = t(`record.result.${read.outcome}`)
        return read.other === null ? what : t('record.withOther', { what, other: read.other })
      }
    }
  }

  return {
    device,
    result,
    what(entry: AuditEntry): string {
      const key = whatOf(entry)
      return key === null ? entry.what : t(`record.what.${key}`)
    },
    /** Who signs in is nobody yet on the device: it is they who the entry is about. */
    who({ associate, subject, what }: AuditEntry): string {
      const who = AssociateIdSchema.safeParse(associate ?? (what.startsWith('staff.') ? subject : null))
      return who.success ? staff.nameOf(who.data) : t('record.system')
    },
    /** What somebody wrote, or what the data was used for; where that says no more than the entry itself, nothing. */
    reason({ purpose, what }: AuditEntry): string | null {
      const known = PURPOSES.find((one) => one === purpose)
      if (known !== undefined) return t(`consent.purpose.${PURPOSE_KEY[known]}`)
      return what.startsWith('privacy.') && purpose !== 'ledger' ? purpose : null
    },
  }
}
