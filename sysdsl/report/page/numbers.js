// The rules of sysdsl.render.plots for numbers, ticks and labels, as pure functions.

// Numbers, as people read them.
const MINUS = "\u2212";
const WORDS = { 6: "million", 9: "billion", 12: "trillion", 15: "quadrillion" };

function fixed(value, decimals) {
  const text = value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace("-", MINUS);
}

function readable(value, digits = 3) {
  if (!Number.isFinite(value)) return "no value";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-4) {
    return value.toExponential(digits - 1).replace("+", "").replaceAll("-", MINUS);
  }
  const text = fixed(value, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

// A sign of money goes before the number, every other unit after it.
function withUnit(number, unit) {
  const [first, ...rest] = unit.split(" ");
  if (!/^[A-Z]{0,2}[\u00a3\u20ac$\u00a5\u20b9\u20a9\u20ba]$/.test(first)) return `${number} ${unit}`.trim();
  const minus = number.startsWith(MINUS) ? MINUS : "";
  return `${minus}${first}${number.slice(minus.length)} ${rest.join(" ")}`.trim();
}

function powerOfTen(largest) {
  if (largest === 0 || !Number.isFinite(largest)) return 0;
  const exponent = Math.floor(Math.log10(largest));
  if (exponent >= 18) return exponent;
  if (exponent >= 6) return Math.floor(exponent / 3) * 3;
  return exponent < -3 ? exponent : 0;
}

function scaledUnit(power, unit) {
  if (power === 0) return unit;
  return `${WORDS[power] ?? `\u00d71e${power}`.replace("-", MINUS)} ${unit}`.trim();
}

function niceStep(raw) {
  const power = Math.floor(Math.log10(raw));
  for (const factor of [1, 2, 5, 10]) {
    const step = Number(`${factor}e${power}`);
    if (step >= raw * (1 - 1e-9)) return step;
  }
  return Number(`1e${power + 1}`);
}

function valueAxis(values) {
  let lower = Infinity;
  let upper = -Infinity;
  for (const value of values) {
    if (Math.abs(value) < 1e300) {
      lower = Math.min(lower, value);
      upper = Math.max(upper, value);
    }
  }
  if (lower > upper) [lower, upper] = [0, 1];
  const steady = upper - lower < 0.05 * Math.max(Math.abs(lower), Math.abs(upper));
  if (lower >= 0 && (lower <= 0.6 * upper || steady)) lower = 0;
  else if (upper <= 0 && (upper >= 0.6 * lower || steady)) upper = 0;
  const largest = Math.max(Math.abs(lower), Math.abs(upper));
  if (upper - lower <= 1e-9 * largest || upper - lower < 1e-290) {
    const room = largest > 1e-280 ? largest * 0.5 : 1;
    [lower, upper] = [lower - room, upper + room];
  }
  const step = niceStep((upper - lower) / 5);
  const first = Math.floor(lower / step + 1e-9);
  const last = Math.ceil(upper / step - 1e-9);
  const ticks = [];
  for (let number = first; number <= last; number += 1) ticks.push(number * step);
  const power = powerOfTen(Math.max(...ticks.map(Math.abs)));
  const decimals = Math.max(0, power - Math.floor(Math.log10(step) + 1e-9));
  const labels = ticks.map((tick) => fixed(tick / Number(`1e${power}`), decimals));
  return { lower: first * step, upper: last * step, ticks, labels, power };
}

// Labels in a column, moved as little as possible.
function pushedApart(wanted, gaps, lower, upper) {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const offsets = [];
  order.forEach((index, rank) => {
    const before = order[rank - 1];
    offsets.push(rank ? offsets[rank - 1] + (gaps[before] + gaps[index]) / 2 : 0);
  });
  const blocks = [];
  order.forEach((index, rank) => {
    let block = { total: wanted[index] - offsets[rank], count: 1 };
    while (blocks.length && blocks.at(-1).total / blocks.at(-1).count > block.total / block.count) {
      const before = blocks.pop();
      block = { total: block.total + before.total, count: block.count + before.count };
    }
    blocks.push(block);
  });
  const places = blocks.flatMap(({ total, count }) => Array(count).fill(total / count));
  const top = lower + gaps[order[0]] / 2;
  const bottom = upper - gaps[order.at(-1)] / 2 - offsets.at(-1);
  const result = [];
  order.forEach((index, rank) => {
    result[index] = Math.max(Math.min(places[rank], bottom), top) + offsets[rank];
  });
  return result;
}
