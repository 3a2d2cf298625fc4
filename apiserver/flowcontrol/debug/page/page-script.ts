/**
 * What runs in the browser: asks for the data each second and puts it on the page. Elements are kept and only their
 * contents change, so that focus and opened details stay. Whatever comes from a request is set as text, never as markup.
 */
export const PAGE_SCRIPT = String.raw`
"use strict";
(() => {
  const PERIOD_MS = 1000;
  const HISTORY = 60;
  // Relative to the page, which may stand behind a proxy with a prefix.
  const DATA = location.pathname.replace(/^.*\//, "") + "/data";
  const byId = (id) => document.getElementById(id);
  const cards = new Map();
  let paused = false;
  let timer;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function drawing(className, width, height) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    made.setAttribute("class", className);
    made.setAttribute("viewBox", "0 0 " + width + " " + height);
    made.setAttribute("preserveAspectRatio", "none");
    made.setAttribute("role", "img");
    return made;
  }

  function shape(name, className, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    made.setAttribute("class", className);
    for (const key of Object.keys(attributes)) made.setAttribute(key, String(attributes[key]));
    return made;
  }

  const bar = (className, x, y, width, height) => shape("rect", className, { x, y, width, height });
  const count = (n) => n.toLocaleString("en");

  function duration(ms) {
    if (ms === 0) return "–";
    if (ms < 10) return ms.toFixed(1) + " ms";
    if (ms < 1000) return Math.round(ms) + " ms";
    return (ms / 1000).toFixed(ms < 10000 ? 2 : 1) + " s";
  }

  function setText(target, text) {
    if (target.textContent !== text) target.textContent = text;
  }

  /** Name and value pairs; the elements of a list are made once. */
  function fill(list, pairs) {
    while (list.children.length < pairs.length) {
      const pair = element("div");
      pair.append(element("dt"), element("dd"));
      list.append(pair);
    }
    pairs.forEach((pair, i) => {
      const [dt, dd] = list.children[i].children;
      setText(dt, pair[0]);
      setText(dd, pair[1]);
      dd.className = pair[2] || "";
    });
  }

  function fillRows(body, rows, nothing) {
    const lines = rows.map((cells) => {
      const line = element("tr");
      for (const cell of cells) {
        if (typeof cell === "string") line.append(element("td", "", cell));
        else if ("n" in cell) line.append(element("td", "number", String(cell.n)));
        else line.append(element("td", "text", cell.long));
      }
      return line;
    });
    if (lines.length === 0) {
      const line = element("tr");
      const cell = element("td", "nothing", nothing);
      cell.colSpan = 9;
      line.append(cell);
      lines.push(line);
    }
    body.replaceChildren(...lines);
  }

  function createCard(name) {
    const card = element("article");
    const head = element("div");
    const title = element("h3", "", name);
    const badge = element("span", "badge");
    const state = element("span", "state");
    head.append(title, badge, state);
    const seats = drawing("seats", 400, 20);
    const caption = element("p", "caption");
    const queues = drawing("queues", 400, 40);
    const queueCaption = element("p", "caption");
    const history = drawing("history", HISTORY - 1, 40);
    const historyCaption = element("p", "caption", "last minute: seats in use, and wanted");
    const numbers = element("dl", "numbers");
    const reasons = element("p", "caption");
    const details = element("details");
    const table = element("table");
    const titles = element("tr");
    for (const column of ["Queue", "Waiting", "Running", "Seats"]) titles.append(element("th", "number", column));
    const thead = element("thead");
    thead.append(titles);
    const rows = element("tbody");
    table.append(thead, rows);
    const summary = element("summary");
    details.append(summary, table);
    card.append(head, seats, caption, queues, queueCaption, history, historyCaption, numbers, reasons, details);
    return { card, badge, state, seats, caption, queues, queueCaption, history, historyCaption, numbers, reasons, details, summary, rows, past: [] };
  }

  function drawSeats(target, level) {
    const { nominal, current, inUse, borrowed, lent } = level.seats;
    const scale = 400 / Math.max(nominal, current, inUse, 1);
    const parts = [bar("free", 0, 0, Math.min(nominal, current) * scale, 20)];
    if (borrowed > 0) parts.push(bar("borrowed", nominal * scale, 0, borrowed * scale, 20));
    if (lent > 0) parts.push(bar("lent", current * scale, 0, lent * scale, 20));
    parts.push(bar("in-use", 0, 4, inUse * scale, 12));
    if (nominal > 0) parts.push(bar("tick", Math.min(nominal * scale, 398.5) - 1, 0, 2, 20));
    target.replaceChildren(...parts);
  }

  function drawQueues(target, level) {
    const { count: slots, lengthLimit, busy } = level.queues;
    const width = 400 / Math.max(slots, 1);
    const bars = busy.map((queue) => {
      const height = Math.max(queue.waiting > 0 ? 3 : 0, Math.min(1, queue.waiting / Math.max(lengthLimit, 1)) * 40);
      return bar("waiting", queue.index * width, 40 - height, Math.max(width - 0.5, 1), height);
    });
    const running = busy.filter((queue) => queue.executing > 0);
    for (const queue of running) bars.push(bar("in-use", queue.index * width, 38, Math.max(width - 0.5, 1), 2));
    target.replaceChildren(...bars);
  }

  function drawHistory(target, past) {
    const top = Math.max(1, ...past.map((one) => Math.max(one.inUse, one.wanted, one.current)));
    const x = (i) => HISTORY - past.length + i;
    const y = (n) => 39 - (n / top) * 37;
    const points = (key) => past.map((one, i) => x(i) + "," + y(one[key]).toFixed(2)).join(" ");
    const area = x(0) + ",40 " + points("inUse") + " " + x(past.length - 1) + ",40";
    target.replaceChildren(
      shape("polygon", "in-use", { points: area }),
      shape("polyline", "waiting", { points: points("wanted") }),
    );
  }

  function stateOf(level, rate) {
    if (level.quiescing) return ["ends with its last request", false];
    if (rate.rejected > 0) return ["rejecting", true];
    if (level.requests.waiting > 0) return ["queuing", true];
    return [level.requests.executing > 0 ? "running" : "idle", false];
  }

  function showLevel(level, time) {
    let card = cards.get(level.name);
    if (card === undefined) {
      card = createCard(level.name);
      cards.set(level.name, card);
    }
    const { seats, requests, waits, queues } = level;
    const last = card.past.at(-1);
    const seconds = last === undefined ? 1 : Math.max((time - last.time) / 1000, 0.001);
    const rate = {
      dispatched: last === undefined ? 0 : Math.max(0, requests.dispatched - last.dispatched) / seconds,
      rejected: last === undefined ? 0 : Math.max(0, requests.rejected - last.rejected) / seconds,
    };
    card.past.push({ time, dispatched: requests.dispatched, rejected: requests.rejected, inUse: seats.inUse, wanted: seats.wanted, current: seats.current });
    if (card.past.length > HISTORY) card.past.shift();

    setText(card.badge, level.type);
    const [state, busy] = stateOf(level, rate);
    setText(card.state, state);
    card.state.className = busy ? "state busy" : "state";
    drawSeats(card.seats, level);
    const moved = seats.borrowed > 0 ? ", " + seats.borrowed + " borrowed" : seats.lent > 0 ? ", " + seats.lent + " lent" : "";
    const limit = level.type === "Exempt" ? "no limit" : "of " + count(seats.current);
    const seatText = count(seats.inUse) + " in use, " + limit + "; nominal " + count(seats.nominal) + moved;
    setText(card.caption, "seats: " + seatText);
    card.seats.setAttribute("aria-label", level.name + " seats: " + seatText);

    // Pictures of nothing only take room.
    card.queues.toggleAttribute("hidden", queues.busy.length === 0);
    card.queueCaption.hidden = queues.count === 0;
    if (queues.count > 0) {
      drawQueues(card.queues, level);
      const filled = queues.busy.filter((queue) => queue.waiting > 0);
      const longest = Math.max(0, ...filled.map((queue) => queue.waiting));
      const text = filled.length + " of " + queues.count + " queues wait; longest " + longest + " of " + queues.lengthLimit;
      setText(card.queueCaption, text);
      card.queues.setAttribute("aria-label", level.name + ": " + text);
    }
    const quiet = card.past.every((one) => one.inUse === 0 && one.wanted === 0);
    card.history.toggleAttribute("hidden", quiet);
    card.historyCaption.hidden = quiet;
    if (!quiet) drawHistory(card.history, card.past);
    card.history.setAttribute("aria-label", level.name + ": seats in use and wanted over the last minute");

    const reasons = Object.keys(level.rejectedBy).sort().map((reason) => reason + " " + count(level.rejectedBy[reason]));
    fill(card.numbers, [
      ["running", count(requests.executing)],
      ["waiting", count(requests.waiting)],
      ["longest wait", duration(waits.oldestMs)],
      ["starts per s", rate.dispatched.toFixed(rate.dispatched < 10 ? 1 : 0)],
      ["mean wait", duration(waits.meanMs)],
      ["p99 wait", duration(waits.p99Ms)],
      ["started", count(requests.dispatched)],
      ["rejected", count(requests.rejected), requests.rejected > 0 ? "rejected" : ""],
    ]);
    card.reasons.hidden = reasons.length === 0;
    setText(card.reasons, "rejected: " + reasons.join(", "));

    card.details.hidden = queues.busy.length === 0;
    setText(card.summary, "busy queues (" + queues.busy.length + ")");
    if (card.details.open) {
      const row = (queue) => [{ n: queue.index }, { n: queue.waiting }, { n: queue.executing }, { n: queue.seatsInUse }];
      fillRows(card.rows, queues.busy.map(row), "none");
    }
    return card.card;
  }

  function showLevels(levels, time) {
    const shown = levels.map((level) => showLevel(level, time));
    const names = new Set(levels.map((level) => level.name));
    for (const name of cards.keys()) if (!names.has(name)) cards.delete(name);
    const list = byId("levels");
    // Moving elements would lose the focus, so they are put in place only when the levels are others than before.
    if (shown.length !== list.children.length || shown.some((card, i) => list.children[i] !== card)) list.replaceChildren(...shown);
  }

  function show(data) {
    const time = Date.parse(data.time);
    const sum = (of) => data.levels.reduce((total, level) => total + of(level), 0);
    const rejected = sum((level) => level.requests.rejected);
    fill(byId("totals"), [
      ["seats in use", count(data.seats.inUse) + " of " + count(data.seats.total)],
      ["running", count(sum((level) => level.requests.executing))],
      ["waiting", count(sum((level) => level.requests.waiting))],
      ["longest wait", duration(Math.max(0, ...data.levels.map((level) => level.waits.oldestMs)))],
      ["rejected since the start", count(rejected), rejected > 0 ? "rejected" : ""],
    ]);
    showLevels(data.levels, time);
    const flowRow = (flow) => [
      { long: flow.user }, flow.flowSchema, { long: flow.distinguisher }, flow.level, { n: count(flow.seatsInUse) }, { n: count(flow.seatsWanted) },
      { n: count(flow.executing) }, { n: count(flow.waiting) }, { n: duration(flow.oldestWaitMs) },
    ];
    fillRows(byId("flows"), data.flows.map(flowRow), "nobody");
    setText(byId("flows-title"), "Who fills them" + (data.flowCount > data.flows.length ? ": the first " + data.flows.length + " of " + data.flowCount + " flows" : ""));
    const rejectionRow = (one) => [new Date(one.time).toLocaleTimeString(), { long: one.user }, { long: one.verb + " " + one.path }, one.flowSchema, one.level, one.reason];
    fillRows(byId("rejections"), data.rejections.map(rejectionRow), "nothing");
    setText(byId("status"), "as of " + new Date(time).toLocaleTimeString());
  }

  function showProblem(text) {
    byId("problem").hidden = text === "";
    setText(byId("problem"), text);
  }

  async function poll() {
    const started = performance.now();
    try {
      const response = await fetch(DATA, { cache: "no-store", signal: AbortSignal.timeout(10 * PERIOD_MS) });
      if (!response.ok) throw new Error("the server answered " + response.status + " " + response.statusText);
      show(await response.json());
      showProblem("");
    } catch (err) {
      showProblem("No new numbers: " + (err instanceof Error ? err.message : String(err)));
    }
    schedule(Math.max(0, PERIOD_MS - (performance.now() - started)));
  }

  function schedule(delayMs) {
    clearTimeout(timer);
    if (!paused && !document.hidden) timer = setTimeout(poll, delayMs);
  }

  byId("pause").addEventListener("click", () => {
    paused = !paused;
    byId("pause").setAttribute("aria-pressed", String(paused));
    setText(byId("pause"), paused ? "Resume" : "Pause");
    schedule(0);
  });
  document.addEventListener("visibilitychange", () => schedule(0));
  poll();
})();
`;
