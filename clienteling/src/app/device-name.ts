import { useText } from './text.ts'

/** A device's id as people call it: 'kiosk-2' is '키오스크 2'. An id of another shape is shown as it is. */
export function useDeviceName(): (id: string) => string {
  const { t } = useText()
  return (id) => {
    const [, kind, number] = /^(kiosk|tablet|office)-(\d+)$/.exec(id) ?? []
    return isKind(kind) && number !== undefined ? t(`common.device.${kind}`, { n: number }) : id
  }
}

const isKind = (kind: string | undefined): kind is 'kiosk' | 'tablet' | 'office' => kind !== undefined
