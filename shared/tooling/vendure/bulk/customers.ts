import type { BulkSql } from './bulk.sql.ts'
import { columnTime } from './times.ts'

const FAMILY = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임']
const GIVEN = ['민준', '서연', '도윤', '지우', '하준', '서현', '주원', '하은', '지호', '수아', '준서']
const AGREED = JSON.stringify({ 'history.view': 'granted', 'config.sync.store': 'granted', 'recog.kiosk': 'granted' })
/** One in so many agreed to nothing. */
const SILENT = 10

/** Adds the n-th customer of the bulk, with one address. */
export function createBulkCustomers({ base, insert }: BulkSql) {
  return (n: number): void => {
    const at = { createdAt: columnTime(n * 60), updatedAt: columnTime(n * 60) }
    const id = base.last.customer + n
    const lastName = FAMILY[n % FAMILY.length] ?? ''
    const firstName = GIVEN[n % GIVEN.length] ?? ''
    const phoneNumber = `010-${String(1000 + Math.floor(n / 10_000)).padStart(4, '0')}-${String(n % 10_000).padStart(4, '0')}`
    insert('customer', {
      ...{ id, ...at, firstName, lastName, phoneNumber, emailAddress: `bulk${n}@example.test` },
      ...{ customFieldsNumber: `B-${n}`, customFieldsLang: 'ko' },
      customFieldsConsents: n % SILENT === 0 ? null : AGREED,
    })
    insert('customer_channels_channel', { customerId: id, channelId: base.channelId })
    insert('address', {
      ...{ ...at, fullName: `${lastName}${firstName}`, streetLine1: `가람로 ${n}`, streetLine2: `${n % 900}호` },
      ...{ city: '성동구', province: '서울', postalCode: '04799', phoneNumber, customerId: id },
      ...{ countryId: base.countryId, defaultShippingAddress: 1, defaultBillingAddress: 1 },
    })
  }
}
