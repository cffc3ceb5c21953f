import type { OwnPictures } from '@dangol/domain/catalogue/own-picture.ts'
import type { InjectionKey } from 'vue'

/** Provided by an application that may show shoppers their own pictures; without it they are drawn as a neutral mark. */
export const OWN_PICTURES: InjectionKey<OwnPictures> = Symbol('own pictures')
