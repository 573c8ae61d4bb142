// What a face does, told by 68 points of it.
const straight = 0.15;

const between = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** Turn is positive to its own left, mouth is how far it is open, tilt rises as it looks down. */
export function poseOf({ landmarks: { positions: at } }) {
  const width = at[16].x - at[0].x;
  const eyes = (at[36].y + at[45].y) / 2;
  return {
    turn: (2 * at[30].x - at[0].x - at[16].x) / width,
    mouth: between(at[62], at[66]) / between(at[60], at[64]),
    tilt: (at[30].y - eyes) / (at[57].y - eyes),
  };
}

export const isMade = {
  'turn-left': pose => pose.turn > 0.3,
  'turn-right': pose => pose.turn < -0.3,
  'open-mouth': pose => pose.mouth > 0.4,
  nod: (pose, still) => Math.abs(pose.tilt - still.tilt) > 0.1,
  still: pose => Math.abs(pose.turn) < straight,
};
