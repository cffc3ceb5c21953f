import { mountFace } from '../app/mount-face.ts'
import Office from './Office.vue'

mountFace('office', Office)
