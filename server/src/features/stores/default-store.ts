import type { LocationId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'

const SEONGSU = 'seongsu' as LocationId
const HANNAM = 'hannam' as LocationId
const ICHEON = 'icheon' as LocationId

/** Public holidays of Korea with their substitute days, from late 2026 to the end of 2027. */
const PUBLIC_HOLIDAYS = [
  ...['2026-09-24', '2026-09-25', '2026-09-26', '2026-10-03', '2026-10-05', '2026-10-09', '2026-12-25'],
  ...['2027-01-01', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-03-01', '2027-05-01', '2027-05-05'],
  ...['2027-05-13', '2027-06-06', '2027-07-17', '2027-07-19', '2027-08-15', '2027-08-16'],
  ...['2027-09-14', '2027-09-15', '2027-09-16', '2027-10-03', '2027-10-04', '2027-10-09', '2027-10-11'],
  ...['2027-12-25', '2027-12-27'],
]

/** The flagship store of the demonstration: what a store server is until its data folder says otherwise (`store.json`). */
export const DEFAULT_STORE: Store = {
  id: 'seongsu',
  title: { ko: '단골 성수 플래그십', en: 'Dangol Seongsu Flagship' },
  currency: 'KRW',
  timeZone: 'Asia/Seoul',
  home: SEONGSU,
  locations: [
    { id: SEONGSU, title: { ko: '성수 플래그십', en: 'Seongsu Flagship' }, kind: 'store', transferDays: 0 },
    { id: HANNAM, title: { ko: '한남점', en: 'Hannam store' }, kind: 'store', transferDays: 1 },
    { id: ICHEON, title: { ko: '이천 물류센터', en: 'Icheon warehouse' }, kind: 'warehouse', transferDays: 2 },
  ],
  closedDates: PUBLIC_HOLIDAYS,
  closedWeekdays: [0, 6],
  workshopUnitsPerDay: 6,
  deliveryDays: 2,
}
