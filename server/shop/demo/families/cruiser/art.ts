import type { Art } from '@dangol/domain/catalogue/model.ts'
import { fenderLayers, tankLayers } from './art-body.ts'
import { cockpitLayers, headlampLayers } from './art-cockpit.ts'
import { defs } from './art-defs.ts'
import { engineLayers, exhaustLayers } from './art-engine.ts'
import { forkLayers, frameLayers, rearLayers, shockLayers } from './art-frame.ts'
import { luggageLayers, seatLayers } from './art-seat.ts'
import { wheelLayers } from './art-wheels.ts'

/** The cruiser from its right side, facing right; ground at y = 700, axles at (262, 564) and (945, 562). */
export const cruiserArt: Art = {
  viewBox: '50 6 1090 738',
  layers: [
    { id: 'defs', svg: defs },
    ...wheelLayers,
    ...rearLayers,
    ...frameLayers,
    ...engineLayers,
    ...fenderLayers,
    ...shockLayers,
    ...seatLayers,
    ...tankLayers,
    ...exhaustLayers,
    ...luggageLayers,
    ...forkLayers,
    ...headlampLayers,
    ...cockpitLayers,
  ],
}
