/** A barcode reader in serial or HID-POS mode. Never a keyboard: a code must not be able to type (recognition-ux 3.1). */
export interface ScannerPort {
  /** One call per read, with the bytes as the reader sent them. Returns how to stop. */
  onRead(listener: (bytes: Uint8Array) => void): () => void
  readonly close: () => void
}
