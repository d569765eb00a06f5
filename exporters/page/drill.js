/* The position as a tree of rows, made when they are opened. Amounts are whole pence. */
const WHOLE = 0, GROUP = 1, SERVICE = 2, CENTRE = 3, OUTSIDE = 4;
const N = { level: 0, parent: 1, code: 2, name: 3, manager: 4, first: 5, count: 6, projected: 7, interval: 8, rag: 9, probable: 10, chance: 11, actual: 12, budget: 13 };
const L = { group: 0, fund: 1, area: 2, original: 3, virement: 4, actual: 5, commitment: 6, forecast: 7, basis: 8, reason: 9, projected: 10, method: 11, typical: 12, interval: 13, accounts: 14, manager: 15, date: 16, driver: 17, driverBasis: 18, prior: 19 };
const A = { account: 0, actual: 1, budget: 2, forecast: 3, profile: 4 };

/* What a line has not is null, or left out at its end. */
function has(value) {
  return value !== undefined && value !== null;
}

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/* As the sheets print: pounds and pence, or thousands rounded half away from zero. */
function printPence(pence) {
  const size = Math.abs(pence), rest = size % 100;
  return (pence < 0 ? "-" : "") + grouped(String((size - rest) / 100)) + "." + String(rest).padStart(2, "0");
}

function thousands(pence) {
  const size = Math.abs(pence), rest = size % 100000;
  const whole = (size - rest) / 100000 + (rest >= 50000 ? 1 : 0);
  return pence < 0 && whole ? -whole : whole;
}

function printWhole(number) {
  return (number < 0 ? "-" : "") + grouped(String(Math.abs(number)));
}

/* One decimal, half away from zero; blank without a budget or beyond it. */
function printPercent(number, budget) {
  if (!budget || Math.abs(number) > Math.abs(budget)) return "";
  const n = BigInt(Math.abs(number)) * 1000n, d = BigInt(Math.abs(budget));
  const tenths = n / d + (2n * (n % d) >= d ? 1n : 0n);
  const negative = number !== 0 && (number < 0) !== (budget < 0);
  return (negative ? "-" : "") + tenths / 10n + "." + (tenths % 10n) + "%";
}

/* As ot_drill_share: the part of a month where an amount is spread evenly. */
function share(amount, month, count) {
  const whole = Math.trunc(amount / count), rest = amount % count;
  return whole + Math.trunc((rest * (month + 1)) / count) - Math.trunc((rest * month) / count);
}

class Tree {
  constructor(data, section) {
    this.data = data;
    this.section = section;
    this.open = new Set();
    this.shownPanels = new Set();
    this.filter = { text: "", manager: "", fund: "", rag: "", probable: "" };
    this.inPounds = false;
    this.children = data.nodes.map(() => []);
    data.nodes.forEach((node, id) => {
      if (node[N.parent] >= 0) this.children[node[N.parent]].push(id);
      if (node[N.level] === GROUP) this.open.add("n" + id);
    });
    this.centres = data.nodes.flatMap((node, id) => (node[N.level] === CENTRE ? [id] : []));
    this.hasDriver = data.driver !== null;
    this.hasChance = data.nodes.some((node) => node[N.chance]);
    this.makeControls();
    this.makeTable();
    this.refresh();
  }

  node(id) { return this.data.nodes[id]; }

  text(index) { return this.data.texts[index]; }

  lineBudget(line) { return line[L.original] + line[L.virement]; }

  /* The search words of a cost centre: its own, its service's and its managers'. */
  words(id) {
    if (!this.haystack) this.haystack = new Map();
    if (!this.haystack.has(id)) {
      const node = this.node(id), above = this.node(node[N.parent]);
      this.haystack.set(id, [node[N.code], node[N.name], this.text(node[N.manager]), above[N.code], above[N.name], this.text(above[N.manager])].join("\n").toLowerCase());
    }
    return this.haystack.get(id);
  }

  wantsCentre(id) {
    const f = this.filter, node = this.node(id);
    if (f.manager !== "" && node[N.manager] !== Number(f.manager)) return false;
    if (f.rag && node[N.rag] !== Number(f.rag)) return false;
    if (f.probable && node[N.probable] !== Number(f.probable)) return false;
    return !f.text || f.text.split(/\s+/).every((word) => this.words(id).includes(word));
  }

  wantsLine(line) {
    return this.filter.fund === "" || line[L.fund] === Number(this.filter.fund);
  }

  /* Sums of what is wanted, by node. */
  addUp() {
    const count = this.data.nodes.length;
    const sums = { budget: new Float64Array(count), actual: new Float64Array(count), forecast: new Float64Array(count), driver: new Float64Array(count), hasDriver: new Uint8Array(count), centres: new Uint32Array(count), basis: [] };
    for (const id of this.centres) {
      const node = this.node(id);
      if (!this.wantsCentre(id)) continue;
      const own = { budget: 0, actual: 0, forecast: 0, driver: 0 };
      let lines = 0, driver = 0;
      const bases = new Set();
      for (let i = node[N.first]; i < node[N.first] + node[N.count]; i++) {
        const line = this.data.lines[i];
        if (!this.wantsLine(line)) continue;
        lines++;
        own.budget += this.lineBudget(line);
        own.actual += line[L.actual];
        own.forecast += line[L.forecast];
        bases.add(this.data.bases[line[L.basis]]);
        if (has(line[L.driver]) && line[L.fund] === 0) {
          driver = 1;
          own.driver += line[L.driver];
        }
      }
      if (!lines) continue;
      sums.basis[id] = [...bases].join(", ");
      for (let at = id; at >= 0; at = this.node(at)[N.parent]) {
        for (const name in own) sums[name][at] += own[name];
        sums.hasDriver[at] |= driver;
        sums.centres[at]++;
      }
    }
    this.sums = sums;
  }

  /* Budget, forecast and variance of a node as printed. A group adds up what is printed. */
  printed(id) {
    const s = this.sums;
    if (this.inPounds) return { budget: s.budget[id], forecast: s.forecast[id] };
    if (this.node(id)[N.level] !== GROUP) return { budget: thousands(s.budget[id]), forecast: thousands(s.forecast[id]) };
    const sum = { budget: 0, forecast: 0 };
    for (const child of this.children[id]) {
      sum.budget += thousands(s.budget[child]);
      sum.forecast += thousands(s.forecast[child]);
    }
    return sum;
  }

  unit(pence) { return this.inPounds ? pence : thousands(pence); }

  write(number) { return this.inPounds ? printPence(number) : printWhole(number); }

  numberCell(text, negative) {
    return element("td", { class: "n" + (negative ? " neg" : "") }, text);
  }

  figureCells(f, actual, driver) {
    const variance = f.forecast === null ? null : f.forecast - f.budget;
    const cells = [this.numberCell(this.write(f.budget), f.budget < 0), this.numberCell(this.write(this.unit(actual)), actual < 0)];
    cells.push(f.forecast === null ? this.numberCell("") : this.numberCell(this.write(f.forecast), f.forecast < 0));
    cells.push(variance === null ? this.numberCell("") : this.numberCell(this.write(variance), variance < 0));
    const percent = variance === null ? "" : printPercent(variance, f.budget);
    cells.push(this.numberCell(percent, percent.startsWith("-")));
    if (this.hasDriver) cells.push(driver === null ? this.numberCell("") : this.numberCell(this.write(this.unit(driver)), driver < 0));
    return cells;
  }

  columns() { return 9 + (this.hasDriver ? 1 : 0) + (this.hasChance ? 1 : 0); }

  /* A rating in words, so that it does not hang on colour. */
  ragCell(rag, before) {
    const name = this.data.rags[rag || 0];
    return element("td", { class: rag ? "rag rag-" + name : "" }, before, name && name[0].toUpperCase() + name.slice(1));
  }

  /* Ratings are of all of a row: where only a part of it is shown there are none. */
  ragCells(node) {
    const level = node ? node[N.level] : 0;
    const partly = this.filter.fund !== "" || (this.filtered() && level !== CENTRE);
    const shown = node && !partly;
    const cells = [this.ragCell(shown ? node[N.rag] : 0, "")];
    if (this.hasChance) cells.push(this.ragCell(shown ? node[N.probable] : 0, shown && node[N.chance] ? node[N.chance] + " " : ""));
    return cells;
  }

  row(kind, key, depth, name, expands, cells, basis, node) {
    const header = element("th", { scope: "row" });
    if (expands) {
      const button = element("button", { type: "button", class: "open", "aria-expanded": String(this.open.has(key)) }, name);
      button.addEventListener("click", () => this.toggle(key));
      header.append(button);
    } else {
      header.append(element("span", { class: "plain" }, name));
    }
    const months = element("button", { type: "button", class: "months", "aria-expanded": String(this.shownPanels.has(key)), "aria-label": "Months of " + name }, "Months");
    months.addEventListener("click", () => this.togglePanel(key));
    const row = element("tr", { class: kind + " d" + depth, "data-key": key, "data-depth": depth }, header, ...cells);
    row.append(...this.ragCells(node), element("td", {}, basis), element("td", {}, months));
    return row;
  }

  nodeRow(id, depth) {
    const node = this.node(id), s = this.sums, level = node[N.level];
    const kind = level === WHOLE ? "total" : level === GROUP ? "group" : level === CENTRE ? "centre" : "service";
    const name = level === CENTRE ? (node[N.code] + " " + node[N.name]).trim() : level === WHOLE ? this.totalName() : node[N.name] + (node[N.code] ? " (" + node[N.code] + ")" : "");
    return this.row(kind, "n" + id, depth, name, level !== WHOLE, this.figureCells(this.printed(id), s.actual[id], s.hasDriver[id] ? s.driver[id] : null), s.basis[id] || "", node);
  }

  totalName() { return this.filtered() ? "Total of what is shown" : "Total"; }

  lineRow(index, depth) {
    const line = this.data.lines[index], d = this.data;
    const area = line[L.area] ? ", " + d.areas[line[L.area] - 1] : "";
    const f = { budget: this.unit(this.lineBudget(line)), forecast: this.unit(line[L.forecast]) };
    const name = d.groups[line[L.group]] + ", " + d.funds[line[L.fund]] + area;
    return this.row("line", "l" + index, depth, name, line[L.accounts].length > 0, this.figureCells(f, line[L.actual], has(line[L.driver]) ? line[L.driver] : null), d.bases[line[L.basis]]);
  }

  accountRow(index, k, depth) {
    const account = this.data.lines[index][L.accounts][k], named = this.data.accounts[account[A.account]];
    const actual = account[A.actual].reduce((a, b) => a + b, 0);
    const f = { budget: this.unit(this.accountBudget(index, k)), forecast: this.unit(this.accountForecast(index, k)) };
    return this.row("account", "a" + index + "." + k, depth, named.trim(), false, this.figureCells(f, actual, null), "");
  }

  accountBudget(index, k) {
    const line = this.data.lines[index], budget = line[L.accounts][k][A.budget];
    return has(budget) ? budget : this.lineBudget(line);
  }

  accountForecast(index, k) {
    const line = this.data.lines[index], forecast = line[L.accounts][k][A.forecast];
    return has(forecast) ? forecast : line[L.forecast];
  }

  /* The rows of a key with all that is open below it. */
  rowsOf(key, depth, to) {
    const id = Number(key.slice(1).split(".")[0]);
    if (key[0] === "n") to.push(this.nodeRow(id, depth));
    else if (key[0] === "l") to.push(this.lineRow(id, depth));
    else to.push(this.accountRow(id, Number(key.split(".")[1]), depth));
    if (this.shownPanels.has(key)) to.push(this.panelRow(key, depth));
    if (this.isOpen(key)) this.below(key, depth, to);
  }

  isOpen(key) {
    return this.open.has(key);
  }

  below(key, depth, to) {
    for (const child of this.keysBelow(key)) this.rowsOf(child, depth + 1, to);
  }

  keysBelow(key) {
    const id = Number(key.slice(1));
    if (key[0] === "l") return this.data.lines[id][L.accounts].map((_, k) => "a" + id + "." + k);
    if (key[0] !== "n") return [];
    const node = this.node(id);
    if (node[N.level] !== CENTRE) return this.children[id].filter((child) => this.sums.centres[child]).map((child) => "n" + child);
    const keys = [];
    for (let i = node[N.first]; i < node[N.first] + node[N.count]; i++)
      if (this.wantsLine(this.data.lines[i])) keys.push("l" + i);
    return keys;
  }

  find(key) { return this.body.querySelector(`tr[data-key="${key}"]`); }

  toggle(key) {
    const row = this.find(key), depth = Number(row.dataset.depth), opens = !this.open.has(key);
    if (opens) this.open.add(key);
    else this.open.delete(key);
    row.querySelector(".open").setAttribute("aria-expanded", String(opens));
    let after = row.nextElementSibling;
    if (after && after.dataset.panel === key) after = after.nextElementSibling;
    if (opens) {
      const rows = [];
      this.below(key, depth, rows);
      if (after) after.before(...rows);
      else this.body.append(...rows);
    } else {
      while (after && Number(after.dataset.depth) > depth) {
        const next = after.nextElementSibling;
        after.remove();
        after = next;
      }
    }
    this.section.classList.add("opened");
  }

  togglePanel(key) {
    const row = this.find(key), opens = !this.shownPanels.has(key);
    row.querySelector(".months").setAttribute("aria-expanded", String(opens));
    if (opens) {
      this.shownPanels.add(key);
      row.after(this.panelRow(key, Number(row.dataset.depth)));
    } else {
      this.shownPanels.delete(key);
      row.nextElementSibling.remove();
    }
    this.section.classList.add("opened");
  }

  panelRow(key, depth) {
    const cell = element("td", { colspan: this.columns() }, ...this.panel(key));
    return element("tr", { class: "panel", "data-depth": depth + 0.5, "data-panel": key }, cell);
  }

  /* Opens all above a line and shows the row of its service. */
  reveal(index) {
    this.clearFilters();
    const id = this.data.nodes.findIndex((n) => n[N.level] === SERVICE && index >= n[N.first] && index < n[N.first] + n[N.count]);
    if (id < 0) return;
    this.open.add("n" + id).add("n" + this.node(id)[N.parent]);
    this.section.classList.add("opened");
    this.refresh();
    const button = this.find("n" + id).querySelector(".open");
    button.scrollIntoView({ block: "start" });
    button.focus({ preventScroll: true });
  }

  filtered() {
    const f = this.filter;
    return Boolean(f.text || f.manager !== "" || f.fund !== "" || f.rag || f.probable);
  }

  /* Where a search leaves few cost centres they are shown at once. */
  openHits() {
    if (!this.filtered() || this.sums.centres[0] > 60) return;
    for (const [id, node] of this.data.nodes.entries())
      if ((node[N.level] === GROUP || node[N.level] === SERVICE) && this.sums.centres[id]) this.open.add("n" + id);
  }

  refresh() {
    this.addUp();
    this.openHits();
    const rows = [];
    for (const child of this.keysBelow("n0")) this.rowsOf(child, 0, rows);
    if (this.sums.centres[0]) this.rowsOf("n0", 0, rows);
    this.data.nodes.forEach((node, id) => {
      if (node[N.level] === OUTSIDE && this.sums.centres[id]) this.rowsOf("n" + id, 0, rows);
    });
    this.body.replaceChildren(...rows);
    this.unitNote.textContent = this.inPounds ? "£" : "£000";
    this.tellFilter();
  }

  tellFilter() {
    const inside = this.centres.filter((id) => this.node(this.node(id)[N.parent])[N.level] !== OUTSIDE).length;
    const shown = this.sums.centres[0];
    if (!shown) return this.say("No cost centre is like that.");
    const f = this.printed(0), unit = this.inPounds ? "£" : "£000";
    this.say(`${printWhole(shown)} of ${printWhole(inside)} cost centres: budget ${this.write(f.budget)}, forecast ${this.write(f.forecast)}, variance ${this.write(f.forecast - f.budget)} (${unit})`);
  }

  say(text) { this.told.textContent = text; }
}
