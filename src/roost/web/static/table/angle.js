/**
 * In: what the sensor of a phone says. Out: how far the bed that it lies on hangs below level. The phone lies flat, its top to the head end.
 */

const RAD = Math.PI / 180;
const STEADY_DEG = 2;
const LATELY_MS = 1500;

/**
 * Degrees below level; negative where the head end is up. The compass is not needed.
 *
 * @param {number} beta in degrees, as `deviceorientation` gives it
 * @param {number} gamma in degrees
 */
export function headDown(beta, gamma) {
  const up = [-Math.cos(beta * RAD) * Math.sin(gamma * RAD), Math.sin(beta * RAD), Math.cos(beta * RAD) * Math.cos(gamma * RAD)];
  return Math.atan2(-up[1], Math.hypot(up[0], up[2])) / RAD;
}

/**
 * The angle of a bed that stands still. Null where nothing was read, or it still moves. A browser tells only what changes: when it has been
 * silent for a while, the last reading stands.
 *
 * @param {{deg: number, at: number}[]} readings degrees below level with the time in ms, newest last
 * @param {number} now in ms
 */
export function atRest(readings, now) {
  const lately = readings.filter((one) => now - one.at <= LATELY_MS).map((one) => one.deg);
  if (lately.length === 0) return readings.length === 0 ? null : readings[readings.length - 1].deg;
  if (Math.max(...lately) - Math.min(...lately) > STEADY_DEG) return null;
  return lately.reduce((sum, one) => sum + one, 0) / lately.length;
}

/**
 * What to say of the angle at which the bed stops.
 *
 * @param {number} deg where it stops, below level
 * @param {number | null} plan what the plan says; null where there is none
 */
export function verdict(deg, plan) {
  if (plan === null) return "free";
  const off = Math.round(deg) - plan;
  return off > 3 ? "deep" : off < -3 ? "short" : "right";
}
