import { mountFace } from '../app/mount-face.ts'
import Tablet from './shell/Tablet.vue'

mountFace('tablet', Tablet)
