/**
 * In: the constants of the body as plain data, a body, an angle, minutes. Out: the same ranges as roost/body in Python, closed form.
 * tests/data/body_vectors.json holds both to the same figures.
 */

const G = 9.81;
export const LEVELS = ["T12-L1", "L1-2", "L2-3", "L3-4", "L4-5", "L5-S1"];
const DISTAL = { ankle: ["foot"], knee: ["foot", "shank"], hip: ["foot", "shank", "thigh"] };
const STEP_DEG = 15;
const radians = (deg) => (deg * Math.PI) / 180;
const range = (low, median, high) => ({ low, median, high });

/** One value of the constants, as [value, low, high]. */
const value = (constants, file, key) => constants[file][key][0];

const mixed = (constants, sex, key) => {
  const men = value(constants, "segments_men", key);
  const women = value(constants, "segments_women", key);
  return sex === "M" ? men : sex === "F" ? women : (men + women) / 2;
};

/** Share of body mass on the head's side of a lumbar level. */
export const cranialShare = (constants, sex, level, armsHeld = false) => {
  const share = (key) => mixed(constants, sex, key);
  const arms = armsHeld ? 0 : 2 * (share("upper_arm") + share("forearm") + share("hand"));
  const above = share("head_neck") + share("upper_trunk") + arms;
  const first = above + value(constants, "trunk_split", "middle_trunk_above_t12_l1") * share("middle_trunk");
  const middle = above + share("middle_trunk");
  const last = middle + value(constants, "trunk_split", "lower_trunk_above_l5_s1") * share("lower_trunk");
  const place = LEVELS.indexOf(level);
  return (place <= 3 ? first + ((middle - first) * place) / 3 : middle + ((last - middle) * (place - 3)) / 2) / 100;
};

const pull = (share, kg, deg, mu) => {
  if (deg <= 0) return 0;
  const gravity = share * kg * G * Math.sin(radians(deg));
  return gravity - Math.min(mu * share * kg * G * Math.cos(radians(deg)), gravity);
};

const pulls = (constants, share, kg, deg) =>
  range(...[value(constants, "friction", "mu_high"), value(constants, "friction", "mu"), 0].map((mu) => pull(share, kg, deg, mu)));

/** Pull at a lumbar level, in newton: low with much friction, high with none. */
export const tension = (constants, body, level, deg) =>
  pulls(constants, cranialShare(constants, body.sex, level, body.armsHeld), body.massKg, deg);

/** What both ankles, knees or hips carry, in newton. */
export const jointLoad = (constants, body, joint, deg) => {
  const away = DISTAL[joint].reduce((sum, key) => sum + mixed(constants, body.sex, key), 0);
  return pulls(constants, 1 - (2 * away) / 100, body.massKg, deg);
};

/** Change of map (mmHg), hr (1/min) or output_share from lying, read from the table that the circulation made. */
export const heartChange = (constants, what, deg, minutes) => {
  const table = constants.heart_by_angle;
  const below = Math.min(Math.floor((deg + 90) / STEP_DEG) * STEP_DEG - 90, 90 - STEP_DEG);
  const part = Math.max(deg - below, 0) / STEP_DEG;
  const left = table[`${what}_${below}`];
  const right = table[`${what}_${below + STEP_DEG}`];
  const done = 1 - Math.exp((-minutes * 60) / table.tau[0]);
  const at = (place) => done * (left[place] + part * (right[place] - left[place]));
  return range(at(1), at(0), at(2));
};

const eyeSteady = (constants, deg) => {
  const s = Math.sin(radians(deg));
  if (s < 0) return value(constants, "eye", "upright") * s;
  return value(constants, "eye", "linear") * s + value(constants, "eye", "square") * s * s;
};

/** Change of the pressure in the eye from lying, in mmHg. */
export const eyeChange = (constants, deg, minutes) => {
  const risen = 1 - Math.exp((-minutes * 60) / value(constants, "eye", "tau"));
  const s = Math.max(0, Math.sin(radians(deg)));
  const drift = value(constants, "eye", "drift") * s * Math.min(minutes / value(constants, "eye", "drift_minutes"), 1);
  const middle = eyeSteady(constants, deg) * risen + drift;
  const both = Math.hypot(value(constants, "eye", "sd_people"), value(constants, "eye", "sd_studies"));
  const sd = both * Math.abs(eyeSteady(constants, deg) / eyeSteady(constants, 90)) * risen;
  return range(middle - 1.96 * sd, middle, middle + 1.96 * sd);
};

/** Stature gained after so long at an angle, measured standing after it, in mm. */
export const statureMm = (constants, body, deg, minutes) => {
  if (deg < 0) return range(0, 0, 0);
  const of = (key) => value(constants, "stature", key);
  const gone = (of("standing_pressure") - of("lying_pressure")) * of("disc_area") + tension(constants, body, "L3-4", deg).median;
  const middle = of("amplitude") * Math.log(1 + gone / of("stiffening_force")) * (1 - Math.exp(-minutes / of("tau_load_minutes")));
  const sd = middle * of("relative_sd");
  return range(Math.max(0, middle - 1.96 * sd), middle, middle + 1.96 * sd);
};
