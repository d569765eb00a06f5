/* The controls of the tree, and the page as it begins. */
Object.assign(Tree.prototype, {
  choice(label, options, change) {
    const select = element("select", {}, ...options.map(([value, text]) => element("option", { value }, text)));
    select.addEventListener("change", () => change(select.value));
    return [element("label", {}, label, select), select];
  },

  makeControls() {
    const d = this.data, managers = [...new Set(this.centres.map((id) => this.node(id)[N.manager]))].filter((m) => this.text(m)).map((m) => [String(m), this.text(m)]);
    managers.sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
    this.search = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    this.search.addEventListener("input", () => this.filterBy("text", this.search.value.trim().toLowerCase()));
    const bar = element("div", { class: "filters", role: "search", "aria-label": "Cost centres" }, element("label", {}, "Search", this.search));
    this.selects = {};
    const add = (name, label, options, change) => {
      const [made, select] = this.choice(label, options, change || ((value) => this.filterBy(name, value)));
      this.selects[name] = select;
      bar.append(made);
    };
    add("manager", "Budget manager", [["", "All"], ...managers]);
    if (d.lines.some((line) => line[L.fund]) && d.lines.some((line) => !line[L.fund]))
      add("fund", "Fund", [["", "All"], ...d.funds.map((name, i) => [String(i), name])]);
    const ratings = [["", "All"], ["3", "Red"], ["2", "Amber"], ["1", "Green"]];
    add("rag", "RAG by forecast", ratings);
    if (this.hasChance) add("probable", "RAG by risk", ratings);
    add("unit", "Figures in", [["thousands", "£000"], ["pounds", "£"]], (value) => {
      this.inPounds = value === "pounds";
      this.refresh();
    });
    bar.append(this.button("Open services", () => this.openTo(SERVICE)), this.button("Close all", () => this.openTo(WHOLE)));
    this.told = element("p", { class: "told", role: "status" });
    this.section.querySelector("#tree").append(bar, this.told);
  },

  button(text, act) {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  },

  filterBy(name, value) {
    this.filter[name] = value;
    this.section.classList.add("opened");
    this.refresh();
  },

  clearFilters() {
    this.filter = { text: "", manager: "", fund: "", rag: "", probable: "" };
    this.search.value = "";
    for (const name of ["manager", "fund", "rag", "probable"]) if (this.selects[name]) this.selects[name].value = "";
  },

  openTo(level) {
    this.open.clear();
    this.shownPanels.clear();
    this.data.nodes.forEach((node, id) => {
      if ((node[N.level] === GROUP || node[N.level] === SERVICE || node[N.level] === OUTSIDE) && level === SERVICE) this.open.add("n" + id);
    });
    this.section.classList.add("opened");
    this.refresh();
  },

  makeTable() {
    const names = ["Budget", "Actual to date", "Forecast", "Variance", "%"];
    if (this.hasDriver) names.push(this.data.driver);
    const head = element("tr", {}, element("th", { scope: "col" }, "Service, cost centre, line, account"), ...names.map((name) => element("th", { scope: "col", class: "n" }, name)));
    head.append(element("th", { scope: "col" }, "RAG by forecast"));
    if (this.hasChance) head.append(element("th", { scope: "col" }, "RAG by risk"));
    head.append(element("th", { scope: "col" }, "Basis"), element("th", { scope: "col" }, element("span", { class: "unseen" }, "Months")));
    this.unitNote = element("span", {});
    this.body = element("tbody", {});
    const caption = element("caption", {}, "Where the council stands, in ", this.unitNote, ". An overspend is positive.");
    const table = element("table", {}, caption, element("thead", {}, head), this.body);
    table.addEventListener("keydown", (event) => this.key(event));
    const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Service areas, cost centres, lines and accounts" }, table);
    const legends = element("div", { class: "notes" }, element("p", {}, this.data.legends[0]));
    if (this.hasChance) legends.append(element("p", {}, this.data.legends[1]));
    this.section.querySelector("#tree").append(scroll, legends);
  },

  /* Arrows go from row to row, open and close. */
  key(event) {
    const row = event.target.closest("tr[data-key]");
    if (!row || !event.target.matches(".open, .months")) return;
    const same = event.target.matches(".open") ? ".open" : ".months";
    const step = event.key === "ArrowDown" ? "nextElementSibling" : event.key === "ArrowUp" ? "previousElementSibling" : null;
    const open = row.querySelector(".open");
    if (step) {
      let next = row[step];
      while (next && !next.querySelector(same)) next = next[step];
      if (next) next.querySelector(same).focus();
    } else if (open && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      if ((open.getAttribute("aria-expanded") === "true") === (event.key === "ArrowLeft")) this.toggle(row.dataset.key);
    } else {
      return;
    }
    event.preventDefault();
  },
});

function themeSwitch() {
  const root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
  const button = element("button", { type: "button" });
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = isDark() ? "Light colours" : "Dark colours"; };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  dark.addEventListener("change", name);
  name();
  return button;
}

/* The sheets' figures lead to the lines they are made of. */
function linkLines(tree) {
  for (const place of document.querySelectorAll("[data-line]")) {
    const link = element("a", { href: "#drill" }, ...place.childNodes);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      tree.reveal(Number(place.dataset.line));
    });
    place.replaceChildren(link);
  }
}

function begin() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const print = element("button", { type: "button" }, "Print");
  print.addEventListener("click", () => window.print());
  document.querySelector(".top").append(element("div", { class: "tools" }, themeSwitch(), print));
  drawCharts(data.charts);
  const section = document.getElementById("drill");
  if (section && data.nodes) {
    const tree = new Tree(data, section);
    const whole = document.getElementById("whole");
    if (whole && data.nodes[WHOLE][N.count]) whole.append(...tree.panel("n0").slice(0, 1));
    linkLines(tree);
  }
  performance.mark("outturn-ready");
}

begin();
