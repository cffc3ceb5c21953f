const FIRST_DAY_MS = Date.UTC(2022, 0, 1)

/** A moment `seconds` after the first day of 2022, as Vendure's SQLite writes them. */
export const columnTime = (seconds: number): string =>
  new Date(FIRST_DAY_MS + seconds * 1000).toISOString().replace('T', ' ').replace('Z', '')
