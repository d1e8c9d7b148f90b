// What would follow from a reader's own assumptions, as the page itself computes and writes it.

// The logarithm of the gamma function, after Lanczos.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const logGamma = (x) => {
  const t = x + 6.5;
  const sum = LANCZOS.reduce((total, part, n) => total + (n ? part / (x + n - 1) : part), 0);
  return (x - 0.5) * Math.log(t) - t + Math.log(2 * Math.PI) / 2 + Math.log(sum);
};

// The regularised incomplete beta function at x, with y = 1 - x, by its continued fraction.
const beta = (a, b, x, y) => {
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(b, a, y, x);
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  let c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), sum = d;
  for (let m = 1; m < 10000; m += 1) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    sum *= c * d;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    sum *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front * sum;
};

// The odds of the share below which the beta distribution has a probability, by bisection.
const odds = (a, b, probability) => {
  let low = -700, high = 700;
  while (high - low > 1e-13 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2, times = Math.exp(middle);
    if (middle <= low || middle >= high) break;
    if (beta(a, b, times / (1 + times), 1 / (1 + times)) < probability) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
};

// The ratio of two daily rates with its exact interval; null where there is no such number.
const rateRatio = (before, beforeDays, after, afterDays, level) => {
  const scale = beforeDays / afterDays, tail = (1 - level) / 2;
  return {
    estimate: before ? after / before * scale : null,
    low: after ? odds(after, before + 1, tail) * scale : 0,
    high: before ? scale / odds(before, after + 1, tail) : null,
  };
};

// A number rounded to some significant digits, halves upwards: its digits, and the power of ten of the first.
const halfUp = (value, digits) => {
  const [mantissa, power] = value.toExponential().split("e");
  const all = mantissa.replace(".", "");
  if (all.length <= digits) return [all.padEnd(digits, "0"), Number(power)];
  const kept = String(BigInt(all.slice(0, digits)) + (all[digits] < "5" ? 0n : 1n));
  return kept.length > digits ? [kept.slice(0, digits), Number(power) + 1] : [kept, Number(power)];
};
const numberOf = ([digits, power]) => Number(`${digits}e${power - digits.length + 1}`);
const MOST_DIGITS = 7, MILLION = 1e6, DAY = 864e5;

const rounded = (value, digits) => {
  if (!value) return "0";
  while (digits < MOST_DIGITS && value !== 1 && numberOf(halfUp(value, digits)) === 1) digits += 1;
  const decimals = Math.max(0, digits - 1 - halfUp(value, digits)[1]);
  const whole = String(BigInt(Math.trunc(value))).length;
  const number = numberOf(halfUp(value, decimals ? digits : Math.max(digits, whole)));
  const [units, part] = number.toFixed(decimals).split(".");
  const percentOf = (level, { level: own, words }) => level === own ? words.level : percent(100 * level, words);
const grouped = units.replace(/\B(?=(\d{3})+$)/g, ",");
  return part ? `${grouped}.${part}` : grouped;
};

// The digits with which an estimate and its ends are written alike, so that what differs is written differently.
const digitsOfRange = (values) => {
  const present = values.filter(Boolean), shown = (digits) => present.map((value) => numberOf(halfUp(value, digits)));
  let digits = 2;
  while (digits < MOST_DIGITS && (
    present.some((value, n) => value !== 1 && shown(digits)[n] === 1)
    || new Set(shown(digits)).size < new Set(present).size
  )) digits += 1;
  return digits;
};

const roundedEnd = (value, digits, words) => {
  if (value <= MILLION) return rounded(value, digits);
  const size = Object.keys(words.huge).map(Number).sort((a, b) => b - a).find((least) => value > least);
  return words.huge[size];
};

const percent = (value, words) => {
  let decimals = 1;
  while (decimals < 15 && [0, 100].includes(Number(value.toFixed(decimals))) && ![0, 100].includes(value)) decimals += 1;
  return words.percent.replace("{0}", value.toFixed(decimals).replace(/\.0$/, ""));
};

const percentOf = (level, { level: own, words }) => level === own ? words.level : percent(100 * level, words);
const grouped = (count) => rounded(count, 1);
const filled = (pattern, parts) => pattern.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

// The answer in words for some days, a level, and a number of the later events that are wrong.
const answer = (data, days, level, wrong) => {
  const { earlier, earlierDays, words } = data, later = data.later - wrong;
  if (!earlier && !later) return words.nothing;
  const ratio = rateRatio(earlier, earlierDays, later, days, level);
  const same = data.alike ? earlier === later : earlier * days === later * earlierDays;
  const digits = digitsOfRange([same ? null : ratio.estimate, ratio.low, ratio.high]);
  const end = (value) => ratio.estimate > MILLION ? rounded(value, digits) : roundedEnd(value, digits, words);
  const interval = filled(ratio.high === null ? words.upwards : words.both, {
    level: percentOf(level, data), low: end(ratio.low), high: ratio.high === null ? "" : end(ratio.high),
  });
  const remains = ratio.low > 1 ? words.rise : ratio.high !== null && ratio.high < 1 ? words.fall : words.unclear;
  if (ratio.estimate === null) return filled(words.zero, { interval, remains });
  return filled(words.ratio, { ratio: rounded(ratio.estimate, digits), interval, remains });
};

const start = (box) => {
  const data = JSON.parse(document.getElementById("if-data").textContent), { words } = data;
  const [cutoff, level, wrong] = ["cutoff", "level", "wrong"].map((name) => document.getElementById(`if-${name}`));
  const say = (name, text) => {
    const place = document.getElementById(`if-${name}`);
    if (place && place.textContent !== text) place.textContent = text;
  };
  const update = () => {
    const outside = cutoff && !(cutoff.value >= cutoff.min && cutoff.value <= cutoff.max);
    const days = cutoff && !outside ? Math.round((Date.parse(cutoff.value) - Date.parse(cutoff.min)) / DAY) + 1 : data.laterDays;
    const share = level.value === level.defaultValue ? data.level : Number(level.value) / 100;
    const events = Math.floor(data.later * Number(wrong.value) / 100 + 0.5);
    const shown = {
      level: percentOf(share, data),
      wrong: filled(words.wrong, {
        share: percent(Number(wrong.value), words), wrong: grouped(events), all: grouped(data.later),
      }),
    };
    for (const [name, input] of [["level", level], ["wrong", wrong]]) {
      say(`${name}-text`, shown[name]);
      input.setAttribute("aria-valuetext", shown[name]);
    }
    say("days", outside ? "" : `${grouped(days)} ${words.days[days === 1 ? 1 : 0]}`);
    say("answer", outside ? words.outside : answer(data, days, share, events));
  };
  box.addEventListener("input", update);
  document.getElementById("if-reset").addEventListener("click", () => {
    for (const input of [cutoff, level, wrong]) if (input) input.value = input.defaultValue;
    update();
  });
  update();
  box.hidden = false;
};
const choices = document.getElementById("what-if");
if (choices) start(choices);
