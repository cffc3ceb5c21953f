/** Whoever can bring this kiosk a newer version. */
export interface Updater {
  /** The store server does not serve this version any more: looks for a newer one, without a promise that there is one. */
  check(): void
}
