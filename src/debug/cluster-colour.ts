/** Steps around the colour circle by the golden angle, so that neighbouring numbers look different. */
const goldenAngle = 137.508;

/** A cluster's colour on the map and in the bars; -1, no cluster, is grey. */
export function clusterColour(id: number): string {
  return id < 0 ? 'hsl(40 6% 60%)' : `hsl(${Math.round((id * goldenAngle + 12) % 360)} 62% 52%)`;
}
