import type { FuseV1Config } from '@electron/fuses'

export interface PackContext {
  readonly appOutDir: string
  readonly electronPlatformName: string
  readonly packager: { readonly executableName: string; readonly appInfo: { readonly productFilename: string } }
}
export declare const FUSES: FuseV1Config
export declare function executableOf(context: PackContext): string
export default function setFuses(context: PackContext): Promise<void>
