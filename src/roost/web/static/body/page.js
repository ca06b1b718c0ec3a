/**
 * In: the page of the body with its data block. Out: it follows the slider, the two buttons and the arrow keys without asking the server.
 * The curves stand already; only the line of the angle, the drawing and the words move.
 */

import { eyeChange, heartChange, tension } from "./model.js";

const G = 9.81;
const STEP = 5;
const DEEPEST = 90;
const PIVOT = [150, 92];
const FAR = 126;
const slot = (id) => document.getElementById(id);
const data = JSON.parse(slot("body-data").textContent);
const slider = slot("angle");

const whole = (number) => (Math.round(number) || 0).toString().replace("-", "−");
const signed = (number) => (Math.round(number) > 0 ? `+${whole(number)}` : whole(number));
const between = (made, say) => data.words.range.replace("{low}", say(made.low)).replace("{high}", say(made.high));

const made = (deg) => {
  const pull = tension(data.constants, data.body, "L3-4", deg);
  return {
    pull: { low: pull.low / G, median: pull.median / G, high: pull.high / G },
    heart: heartChange(data.constants, "map", deg, data.minutes),
    eye: eyeChange(data.constants, deg, data.minutes),
  };
};

const turnBody = (deg) => {
  const drawing = document.querySelector(".explorer-body svg");
  drawing.querySelector(".tilt").setAttribute("transform", `translate(${PIVOT[0]} ${PIVOT[1]}) rotate(${deg})`);
  const end = [PIVOT[0] + FAR * Math.cos((deg * Math.PI) / 180), PIVOT[1] + FAR * Math.sin((deg * Math.PI) / 180)];
  const start = `M${PIVOT[0] + FAR} ${PIVOT[1]}`;
  drawing.querySelector(".angle-arc").setAttribute("d", deg ? `${start}A${FAR} ${FAR} 0 0 1 ${end[0].toFixed(1)} ${end[1].toFixed(1)}` : start);
  drawing.querySelector(".number").textContent = `${deg}°`;
  drawing.querySelector("title").textContent = data.words.angle.replace("{deg}", deg);
};

const markCharts = (deg, values) => {
  for (const mark of document.querySelectorAll("[data-chart]")) {
    const { chart, left, step, zero, unit } = mark.dataset;
    const x = Number(left) + deg * Number(step);
    const y = (value) => Number(zero) - value * Number(unit);
    const { low, median, high } = values[chart];
    for (const one of mark.querySelectorAll("line")) one.setAttribute("x1", x), one.setAttribute("x2", x);
    const bar = mark.querySelector(".now-range");
    bar.setAttribute("y1", y(low));
    bar.setAttribute("y2", y(high));
    mark.querySelector("circle").setAttribute("cx", x);
    mark.querySelector("circle").setAttribute("cy", y(median));
  }
};

const show = (deg) => {
  const values = made(deg);
  slot("say-angle").textContent = data.words.angle.replace("{deg}", deg);
  slot("say-pull").textContent = between(values.pull, whole);
  slot("say-heart").textContent = between(values.heart, signed);
  slot("say-eye").textContent = between(values.eye, signed);
  slot("teach-only").hidden = deg <= data.limit;
  document.querySelector(".explorer").classList.toggle("beyond-limit", deg > data.limit);
  slot("less").value = Math.max(0, deg - STEP);
  slot("more").value = Math.min(DEEPEST, deg + STEP);
  turnBody(deg);
  markCharts(deg, values);
};

const go = (deg) => {
  slider.value = deg;
  show(Number(slider.value));
};

slider.addEventListener("input", () => show(Number(slider.value)));
for (const [id, step] of [["less", -STEP], ["more", STEP]]) {
  slot(id).addEventListener("click", (event) => {
    event.preventDefault();
    go(Number(slider.value) + step);
  });
}
slot("show").hidden = true;
