/* What is shown of one row of the tree: charts, months, and where its forecast is from. */
Object.assign(Tree.prototype, {
  /* Months in pence: actual of 12, budget of 12; null where they are left out. */
  monthsOf(key) {
    const id = Number(key.slice(1).split(".")[0]);
    if (key[0] === "n") {
      const node = this.node(id);
      if (node[N.actual]) return { actual: node[N.actual], budget: node[N.budget] };
      return this.sumMonths(Array.from({ length: node[N.count] }, (_, i) => "l" + (node[N.first] + i)));
    }
    const line = this.data.lines[id];
    if (key[0] === "l") return this.sumMonths(line[L.accounts].map((_, k) => "a" + id + "." + k));
    const k = Number(key.split(".")[1]), account = line[L.accounts][k], budget = this.accountBudget(id, k);
    const actual = Array.from({ length: 12 }, (_, m) => account[A.actual][m] || 0);
    return { actual, budget: account[A.profile] || Array.from({ length: 12 }, (_, m) => share(budget, m, 12)) };
  },

  sumMonths(keys) {
    if (this.data.withheld) return null;
    const sum = { actual: new Array(12).fill(0), budget: new Array(12).fill(0) };
    for (const key of keys) {
      const months = this.monthsOf(key);
      for (let m = 0; m < 12; m++) {
        sum.actual[m] += months.actual[m];
        sum.budget[m] += months.budget[m];
      }
    }
    return sum;
  },

  /* Of a node always all of it, whatever is filtered. */
  wholeOf(key) {
    const id = Number(key.slice(1).split(".")[0]);
    if (key[0] === "a") return { forecast: this.accountForecast(id, Number(key.split(".")[1])), interval: null };
    if (key[0] === "l") {
      const line = this.data.lines[id];
      const projected = line[L.projected], far = line[L.interval];
      return { forecast: line[L.forecast], projected, interval: far ? far.map((d, i) => projected + (i % 2 ? d : -d)) : null };
    }
    const node = this.node(id);
    let forecast = 0;
    for (let i = node[N.first]; i < node[N.first] + node[N.count]; i++) forecast += this.data.lines[i][L.forecast];
    return { forecast, projected: node[N.projected], interval: node[N.interval] || null };
  },

  nameOf(key) {
    const id = Number(key.slice(1).split(".")[0]), d = this.data;
    if (key[0] === "n") return this.node(id)[N.level] === CENTRE ? (this.node(id)[N.code] + " " + this.node(id)[N.name]).trim() : this.node(id)[N.name];
    const line = d.lines[id];
    if (key[0] === "l") return d.groups[line[L.group]] + ", " + d.funds[line[L.fund]];
    const named = d.accounts[line[L.accounts][Number(key.split(".")[1])][A.account]];
    return named.trim();
  },

  panel(key) {
    const months = this.monthsOf(key), whole = this.wholeOf(key), parts = [];
    if (months) {
      this.project(months, whole);
      parts.push(element("div", { class: "charts" }, ...this.figures(key, months, whole)), this.monthTable(key, months));
    } else {
      parts.push(element("p", { class: "quiet" }, "Months are left out of this publication."));
    }
    const facts = this.facts(key, whole);
    if (facts.childElementCount) parts.push(facts);
    return parts;
  },

  /* What is left of the forecast, evenly over the months to come. */
  project(months, whole) {
    const asAt = this.data.asAt, spent = months.actual.reduce((a, b) => a + b, 0);
    months.projected = null;
    if (whole.forecast === null || asAt >= 12) return;
    months.projected = months.actual.map((_, m) => (m < asAt ? 0 : share(whole.forecast - spent, m - asAt, 12 - asAt)));
  },

  figures(key, months, whole) {
    const inPounds = (list) => list.map((p) => p / 100), asAt = this.data.asAt, name = this.nameOf(key);
    const item = { actual: inPounds(months.actual), budget: inPounds(months.budget), projected: months.projected && inPounds(months.projected), forecast: whole.forecast === null ? null : whole.forecast / 100 };
    if (whole.interval) item.interval = Object.fromEntries(["lo80", "hi80", "lo95", "hi95"].map((k, i) => [k, whole.interval[i] / 100]));
    const parts = [];
    if (item.forecast !== null) {
      /* On a narrow screen the legend says what else stands beside the chart. */
      const told = (...values) => (room(640) < NARROW ? " " + values.map((v) => pounds(v)).join(" to ") : "");
      const entries = [["line", "Spent"], ["budget", "Budget" + told(item.budget.reduce((a, b) => a + b, 0))]];
      if (asAt < 12) entries.push(["forecast", "To the forecast adopted" + told(item.forecast)]);
      if (item.interval && asAt < 12)
        entries.push(["fan80", "80% interval" + told(item.interval.lo80, item.interval.hi80)], ["fan95", "95% interval" + told(item.interval.lo95, item.interval.hi95)]);
      parts.push(element("figure", {}, element("figcaption", {}, "Spending added up, and where the year may end"), legend(entries), fanChart(item, this.data.months, asAt, "Spending of " + name + " added up by month against its budget, with the forecast and its intervals; the figures are in the table below")));
    }
    const entries = [["bar", "Actual"], ["mark", "Budget"]];
    if (item.projected) entries.splice(1, 0, ["bar2", "Projected"]);
    parts.push(element("figure", {}, element("figcaption", {}, "Month by month"), legend(entries), monthChart(item, this.data.months, asAt, "Spending of " + name + " by month; the figures are in the table below")));
    return parts;
  },

  monthTable(key, months) {
    const head = element("tr", {}, element("th", { scope: "col" }, this.inPounds ? "£" : "£000"), ...this.data.months.map((m) => element("th", { scope: "col", class: "n" }, m)), element("th", { scope: "col", class: "n" }, "Year"));
    const body = element("tbody", {});
    const asAt = this.data.asAt, add = (name, list, from, to) => {
      const cells = list.map((v, m) => this.numberCell(m >= from && m < to ? this.write(this.unit(v)) : "", v < 0));
      const sum = list.reduce((a, b) => a + b, 0);
      body.append(element("tr", {}, element("th", { scope: "row" }, name), ...cells, this.numberCell(this.write(this.unit(sum)), sum < 0)));
    };
    add("Actual", months.actual, 0, asAt);
    if (months.projected) add("Projected", months.projected, asAt, 12);
    add("Budget", months.budget, 0, 12);
    const table = element("table", {}, element("caption", {}, "Months of " + this.nameOf(key)), element("thead", {}, head), body);
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Months of " + this.nameOf(key) }, table);
  },

  facts(key, whole) {
    const list = element("dl", { class: "facts" });
    const add = (term, text) => { if (text) list.append(element("dt", {}, term), element("dd", {}, text)); };
    const money = (pence) => "£" + printPence(pence);
    const id = Number(key.slice(1).split(".")[0]);
    if (key[0] === "a") return list;
    if (key[0] === "n") add("Budget manager", this.text(this.node(id)[N.manager]));
    if (key[0] === "l") this.lineFacts(this.data.lines[id], add, money);
    if (this.data.asAt < 12) {
      add("Statistical projection", money(whole.projected) + (key[0] === "l" ? this.howProjected(this.data.lines[id]) : ""));
      if (whole.interval) {
        add("80% interval", money(whole.interval[0]) + " to " + money(whole.interval[1]));
        add("95% interval", money(whole.interval[2]) + " to " + money(whole.interval[3]));
        add("The adopted forecast is", this.standing(whole));
      }
    }
    return list;
  },

  howProjected(line) {
    const method = this.text(line[L.method]);
    return (method ? ", " + method : "") + (line[L.typical] >= 0 ? ", typical error " + line[L.typical].toFixed(1) + "%" : "");
  },

  standing(whole) {
    const [lo80, hi80, lo95, hi95] = whole.interval, f = whole.forecast;
    if (lo80 <= f && f <= hi80) return "within 80%";
    if (lo95 <= f && f <= hi95) return "within 95%";
    return f > hi95 ? "above the interval" : "below the interval";
  },

  lineFacts(line, add, money) {
    const d = this.data;
    add("Adopted forecast", money(line[L.forecast]) + ", basis: " + d.bases[line[L.basis]]);
    add("Reason", this.text(line[L.reason]));
    if (has(line[L.manager])) add("Manager's forecast", money(line[L.manager]) + (line[L.date] ? ", dated " + line[L.date] : ""));
    if (has(line[L.prior])) add("Forecast last month", money(line[L.prior]) + ", movement " + money(line[L.forecast] - line[L.prior]));
    add("Budget", "original " + money(line[L.original]) + ", virements " + money(line[L.virement]));
    if (line[L.commitment]) add("Commitments", money(line[L.commitment]));
    if (has(line[L.driver])) add(d.driver, money(line[L.driver]) + ", " + d.driverBases[line[L.driverBasis]]);
  },
});
