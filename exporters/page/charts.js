/* Charts as SVG. Texts go in as text, never as markup; styles are the sheet's classes. */
const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}

/* As wide as there is room for, so that letters keep their size. */
function room(most) {
  return Math.max(300, Math.min(most, document.documentElement.clientWidth - 48));
}

const NARROW = 560;

/* Round steps for an axis that holds low and high. */
function axis(low, high, count) {
  if (low > 0) low = 0;
  if (high < 0) high = 0;
  if (low === high) high = low + 1;
  const raw = (high - low) / count;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].map((f) => f * power).find((s) => s >= raw * 0.999);
  const ticks = [];
  for (let i = Math.floor(low / step); i <= Math.ceil(high / step - 1e-9); i++) ticks.push(i * step);
  return { low: ticks[0], high: ticks[ticks.length - 1], step, ticks };
}

/* A number of pounds, thousands or things, short: for axes and labels alone. */
function brief(value, step) {
  const size = Math.abs(step || value);
  const [unit, name] = size >= 1e6 ? [1e6, "m"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  const scaled = Math.abs(value) / unit;
  const digits = step ? Math.max(0, Math.min(3, Math.ceil(-Math.log10(size / unit) - 1e-9) + (String(size / unit).replace(".", "").replace(/^0+|0+$/g, "").length > 1 ? 1 : 0))) : unit === 1 ? 0 : scaled >= 100 ? 0 : 1;
  const text = scaled.toFixed(Math.max(0, digits)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return (value < 0 ? "\u2212" : "") + text + (value === 0 ? "" : name);
}

function pounds(value, step) {
  const text = brief(value, step);
  return text.startsWith("\u2212") ? "\u2212£" + text.slice(1) : "£" + text;
}

/* An empty chart with its grid: x and y turn values into places. */
function canvas(label, width, height, margin, scale, write) {
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "xMinYMid meet", role: "img", "aria-label": label });
  const inner = height - margin.top - margin.bottom;
  const y = (value) => margin.top + ((scale.high - value) / (scale.high - scale.low)) * inner;
  for (const tick of scale.ticks) {
    const at = y(tick);
    svg.append(shape("line", { class: Math.abs(tick) < scale.step / 1e6 ? "zero" : "grid", x1: margin.left, x2: width - margin.right, y1: at, y2: at }));
    svg.append(shape("text", { class: "tick", x: margin.left - 6, y: at + 4, "text-anchor": "end" }, write(tick, scale.step)));
  }
  return { svg, y, left: margin.left, right: width - margin.right, bottom: height - margin.bottom };
}

function path(points) {
  return points.map((p, i) => (i ? "L" : "M") + p[0].toFixed(1) + " " + p[1].toFixed(1)).join("");
}

/* Labels at the right, pushed apart where they would lie on each other. */
function labels(svg, x, items, top, bottom) {
  items.sort((a, b) => a.y - b.y);
  for (let i = 1; i < items.length; i++) items[i].y = Math.max(items[i].y, items[i - 1].y + 15);
  let over = items.length ? items[items.length - 1].y - bottom : 0;
  for (let i = items.length - 1; i >= 0 && over > 0; i--) {
    items[i].y = Math.min(items[i].y, i + 1 < items.length ? items[i + 1].y - 15 : bottom);
  }
  for (const item of items) svg.append(shape("text", { x, y: Math.max(item.y, top) + 4 }, item.text));
}

/* A small drawing and what it stands for. */
function legend(entries) {
  const list = element("ul", { class: "legend" });
  for (const [draw, text] of entries) {
    const sample = shape("svg", { viewBox: "0 0 26 12", "aria-hidden": "true" });
    if (typeof draw === "object") sample.append(shape("path", { class: draw.class, "stroke-dasharray": draw.dash, d: "M0 6L26 6" }));
    else sample.append(draw === "line" || draw === "budget" || draw === "forecast"
      ? shape("path", { class: "line " + (draw === "budget" ? "thin soft" : draw === "forecast" ? "accent" : ""), d: "M0 6L26 6", "stroke-dasharray": draw === "budget" ? "2 3" : draw === "forecast" ? "7 3" : "none" })
      : draw === "mark" ? shape("path", { class: "mark", d: "M0 6L26 6" })
      : shape("rect", { class: draw, x: 1, y: 1, width: 24, height: 10 }));
    list.append(element("li", {}, sample, text));
  }
  return list;
}

/* Spending added up by month, and where it may end. All in pounds. */
function fanChart(item, months, asAt, label) {
  const width = room(640), height = 300, narrow = width < NARROW, margin = { left: 62, right: narrow ? 14 : 148, top: 14, bottom: 26 };
  const actual = [0], budget = [0];
  for (let m = 0; m < 12; m++) {
    if (m < asAt) actual.push(actual[m] + item.actual[m]);
    budget.push(budget[m] + item.budget[m]);
  }
  const end = item.interval ? [item.interval.lo95, item.interval.hi95] : [];
  const all = [...actual, ...budget, item.forecast, ...end];
  const scale = axis(Math.min(...all), Math.max(...all), 5);
  const c = canvas(label, width, height, margin, scale, pounds);
  const x = (month) => c.left + (month / 12) * (c.right - c.left);
  const known = [x(asAt), c.y(actual[asAt])];
  if (item.interval && asAt < 12) {
    for (const [name, lo, hi] of [["fan95", "lo95", "hi95"], ["fan80", "lo80", "hi80"]])
      c.svg.append(shape("path", { class: name, d: path([known, [x(12), c.y(item.interval[hi])], [x(12), c.y(item.interval[lo])]]) + "Z" }));
  }
  c.svg.append(shape("path", { class: "line thin soft", "stroke-dasharray": "2 3", d: path(budget.map((v, m) => [x(m), c.y(v)])) }));
  if (asAt < 12) c.svg.append(shape("path", { class: "line accent", "stroke-dasharray": "7 3", d: path([known, [x(12), c.y(item.forecast)]]) }));
  c.svg.append(shape("path", { class: "line", d: path(actual.map((v, m) => [x(m), c.y(v)])) }));
  c.svg.append(shape("circle", { class: "dot", cx: known[0], cy: known[1], r: 3.5 }));
  for (let m = 0; m < 12; m += narrow ? 2 : 1)
    c.svg.append(shape("text", { class: "tick", x: x(m + 0.5), y: height - 8, "text-anchor": "middle" }, months[m]));
  if (narrow) return c.svg;
  const at = [{ y: c.y(budget[12]), text: "Budget " + pounds(budget[12]) }];
  at.push({ y: c.y(item.forecast), text: (asAt < 12 ? "Forecast " : "Outturn ") + pounds(item.forecast) });
  if (item.interval && asAt < 12) {
    at.push({ y: c.y(item.interval.hi95), text: "95% to " + pounds(item.interval.hi95) });
    at.push({ y: c.y(item.interval.lo95), text: "95% from " + pounds(item.interval.lo95) });
  }
  labels(c.svg, c.right + 8, at, margin.top, c.bottom);
  return c.svg;
}

/* Spending of each month: had, to come, and budget. In pounds. */
function monthChart(item, months, asAt, label) {
  const width = room(640), height = 300, margin = { left: 62, right: 14, top: 14, bottom: 26 };
  const left = item.projected;
  const all = [...item.actual.slice(0, asAt), ...item.budget, ...(left || [])];
  const scale = axis(Math.min(...all), Math.max(...all), 5);
  const c = canvas(label, width, height, margin, scale, pounds);
  const step = (c.right - c.left) / 12, zero = c.y(0);
  for (let m = 0; m < 12; m++) {
    const value = m < asAt ? item.actual[m] : left ? left[m] : null;
    const x = c.left + m * step, y = value === null ? zero : c.y(value);
    if (value !== null)
      c.svg.append(shape("rect", { class: m < asAt ? "bar" : "bar2", "stroke-dasharray": m < asAt ? "none" : "3 2", x: x + step * 0.2, width: step * 0.6, y: Math.min(y, zero), height: Math.abs(y - zero) }));
    c.svg.append(shape("path", { class: "mark", d: path([[x + step * 0.08, c.y(item.budget[m])], [x + step * 0.92, c.y(item.budget[m])]]) }));
    if (width >= NARROW || m % 2 === 0) c.svg.append(shape("text", { class: "tick", x: x + step / 2, y: height - 8, "text-anchor": "middle" }, months[m]));
  }
  return c.svg;
}

const BARS = ["bar", "bar2", "bar3"];
const DASHES = ["none", "8 3", "2 3", "10 3 2 3", "5 2", "1 3"];

function lineClass(k) {
  return "line" + (k % 2 ? " accent" : "");
}

function lineChart(chart, write) {
  const width = room(820), height = 340, narrow = width < NARROW, margin = { left: 62, right: narrow ? 20 : 170, top: 14, bottom: 30 };
  const values = chart.series.flatMap((s) => s.values).filter((v) => v !== null);
  const scale = axis(Math.min(0, ...values), Math.max(0, ...values), 5);
  const c = canvas(chart.title, width, height, margin, scale, write);
  const last = Math.max(1, chart.cats.length - 1);
  const x = (i) => c.left + (i / last) * (c.right - c.left);
  const yearly = chart.cats.length > 24 && areMonths(chart.cats);
  const every = yearly ? 12 * Math.ceil((chart.cats.length / 12) * (60 / (width - margin.left - margin.right))) : Math.ceil((chart.cats.length * 75) / (width - margin.left - margin.right));
  chart.cats.forEach((cat, i) => {
    if (i % every === 0) c.svg.append(shape("text", { class: "tick", x: x(i), y: height - 8, "text-anchor": "middle" }, cat));
  });
  const ends = [];
  chart.series.forEach((s, k) => {
    let points = [], end = null;
    const draw = () => {
      if (points.length > 1) c.svg.append(shape("path", { class: lineClass(k), "stroke-dasharray": DASHES[k % 6], d: path(points) }));
      if (points.length) end = points[points.length - 1];
      points = [];
    };
    s.values.forEach((v, i) => (v === null ? draw() : points.push([x(i), c.y(v)])));
    draw();
    if (end) ends.push({ y: end[1], text: s.name });
  });
  if (!narrow) labels(c.svg, c.right + 8, ends, margin.top, c.bottom);
  return c.svg;
}

/* Months that bars stand side by side for, where not every one need be named. */
function areMonths(cats) {
  return cats.length > 3 && cats.every((name) => /^[A-Z][a-z]+ \d{4}$|^\d{4}-\d{2}$/.test(name));
}

function columnChart(chart, write) {
  const width = room(820), height = 300, margin = { left: 62, right: 14, top: 14, bottom: 26 };
  const values = chart.series.flatMap((s) => s.values).filter((v) => v !== null);
  const scale = axis(Math.min(0, ...values), Math.max(0, ...values), 5);
  const c = canvas(chart.title, width, height, margin, scale, write);
  const slot = (c.right - c.left) / chart.cats.length, thick = (slot * 0.76) / chart.series.length;
  const every = Math.ceil((Math.max(...chart.cats.map((name) => name.length)) * 6.4 + 10) / slot);
  chart.cats.forEach((name, i) => {
    const left = c.left + i * slot + slot * 0.12;
    chart.series.forEach((s, k) => {
      const v = s.values[i];
      if (v === null) return;
      c.svg.append(shape("rect", { class: BARS[k % 3], x: left + k * thick, width: thick, y: Math.min(c.y(v), c.y(0)), height: Math.abs(c.y(v) - c.y(0)) }));
    });
    if (i % every === 0) c.svg.append(shape("text", { class: "tick", x: c.left + (i + 0.5) * slot, y: height - 8, "text-anchor": i ? "middle" : "start" }, name));
  });
  return c.svg;
}

/* Bars across, one under the other: names can be read then, however many there are. */
function barChart(chart, write) {
  const rows = chart.cats.length, many = chart.series.length, width = room(820), above = width < NARROW;
  const thick = many > 1 ? 9 : 14, slot = thick * many + (above ? 26 : 12), height = 34 + rows * slot;
  const longest = Math.max(...chart.cats.map((c) => c.length));
  const margin = { left: above ? 14 : Math.min(300, 20 + longest * 6.4), right: 74 };
  const values = chart.series.flatMap((s) => s.values).filter((v) => v !== null);
  const scale = axis(Math.min(0, ...values), Math.max(0, ...values), above ? 3 : 6);
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "xMinYMid meet", role: "img", "aria-label": chart.title });
  const x = (v) => margin.left + ((v - scale.low) / (scale.high - scale.low)) * (width - margin.left - margin.right);
  for (const tick of scale.ticks) {
    svg.append(shape("line", { class: tick === 0 ? "zero" : "grid", x1: x(tick), x2: x(tick), y1: 4, y2: height - 24 }));
    svg.append(shape("text", { class: "tick", x: x(tick), y: height - 8, "text-anchor": "middle" }, write(tick, scale.step)));
  }
  chart.cats.forEach((cat, i) => {
    const top = 10 + i * slot + (above ? 12 : 0);
    svg.append(above ? shape("text", { x: margin.left, y: top - 3 }, cat) : shape("text", { x: margin.left - 8, y: top + (thick * many) / 2 + 4, "text-anchor": "end" }, cat));
    chart.series.forEach((s, k) => {
      const v = s.values[i];
      if (v === null) return;
      svg.append(shape("rect", { class: BARS[k % 3], x: Math.min(x(0), x(v)), y: top + k * thick, width: Math.max(0.5, Math.abs(x(v) - x(0))), height: thick - 1 }));
      if (many === 1) svg.append(shape("text", { class: "tick", x: v < 0 ? x(v) - 4 : x(v) + 4, y: top + thick - 3, "text-anchor": v < 0 ? "end" : "start" }, chart.printed[i]));
    });
  });
  return svg;
}

/* From one level to another by steps: which way a step goes is told by sign and place too. */
function stepsChart(chart, write) {
  const rows = [{ name: chart.from.name, lo: 0, hi: chart.from.value, text: chart.from.printed, kind: "level" }];
  let level = chart.from.value;
  chart.cats.forEach((name, i) => {
    const v = chart.series[0].values[i] || 0;
    rows.push({ name, lo: Math.min(level, level + v), hi: Math.max(level, level + v), text: (v > 0 ? "+" : "") + chart.printed[i], kind: v < 0 ? "down" : v > 0 ? "up" : "level", end: level + v });
    level += v;
  });
  rows.push({ name: chart.to.name, lo: 0, hi: chart.to.value, text: chart.to.printed, kind: "level" });
  const width = room(820), thick = 18, above = width < NARROW, slot = above ? 44 : 28, height = 34 + rows.length * slot, left = above ? 4 : 260, right = 84;
  const ends = rows.flatMap((r) => [r.lo, r.hi]), low = Math.min(...rows.slice(1, -1).flatMap((r) => [r.lo]), chart.from.value, chart.to.value);
  const high = Math.max(...ends), far = low > 0 && low > (high - low) * 1.5;
  const floor = far ? low - (high - low) * 0.25 : Math.min(0, ...ends);
  const scale = far ? { low: floor, high, step: 0, ticks: [] } : axis(floor, high, above ? 3 : 6);
  const x = (v) => left + ((Math.max(v, scale.low) - scale.low) / (scale.high - scale.low)) * (width - left - right);
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "xMinYMid meet", role: "img", "aria-label": chart.title });
  for (const tick of scale.ticks) {
    svg.append(shape("line", { class: tick === 0 ? "zero" : "grid", x1: x(tick), x2: x(tick), y1: 4, y2: height - 24 }));
    svg.append(shape("text", { class: "tick", x: x(tick), y: height - 8, "text-anchor": "middle" }, write(tick, scale.step)));
  }
  rows.forEach((r, i) => {
    const top = 8 + i * slot + (above ? 14 : 0);
    svg.append(above ? shape("text", { x: left, y: top - 4 }, r.name) : shape("text", { x: left - 8, y: top + 13, "text-anchor": "end" }, r.name));
    svg.append(shape("rect", { class: r.kind, x: x(r.lo), y: top, width: Math.max(1, x(r.hi) - x(r.lo)), height: thick }));
    svg.append(shape("text", { x: x(r.hi) + 6, y: top + 13 }, r.text));
    if (r.end !== undefined) svg.append(shape("line", { class: "zero", x1: x(r.end), x2: x(r.end), y1: top + thick, y2: top + slot }));
  });
  if (far) svg.append(shape("text", { class: "tick", x: left, y: height - 8 }, "The scale does not begin at nothing."));
  return svg;
}

/* The charts of the sheets, where the sheets are. */
function drawCharts(charts) {
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const chart = charts[Number(figure.dataset.chart)];
    const write = (v, step) => (chart.unit === "£" ? pounds(v, step) : chart.unit === "£000" ? pounds(v * 1000, step && step * 1000) : brief(v, step));
    const draw = chart.kind === "line" ? lineChart : chart.from ? stepsChart : areMonths(chart.cats) ? columnChart : barChart;
    if (!chart.series.some((s) => s.values.some((v) => v !== null))) continue;
    if ((draw === barChart || draw === columnChart) && chart.series.length > 1)
      figure.append(legend(chart.series.map((s, k) => [BARS[k % 3], s.name])));
    if (draw === lineChart && room(820) < NARROW)
      figure.append(legend(chart.series.map((s, k) => [{ class: lineClass(k), dash: DASHES[k % 6] }, s.name])));
    figure.append(draw(chart, write));
    figure.hidden = false;
  }
}
