// Before this script stand numbers.js and two constants: MODELS, the model functions by
// simulation id, and SIMULATIONS, what to draw.
(() => {
  const root = document.documentElement;
  root.classList.add("live");

  // Theme: a choice of the reader overrides that of the system.
  const themes = [...document.querySelectorAll("[data-theme-choice]")];
  for (const button of themes) {
    button.addEventListener("click", () => {
      const choice = button.dataset.themeChoice;
      if (choice === "auto") root.removeAttribute("data-theme");
      else root.setAttribute("data-theme", choice);
      for (const each of themes) each.setAttribute("aria-pressed", String(each === button));
    });
  }

  // Contents: the section at the top of the window is the current one.
  const entries = new Map(
    [...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]),
  );
  const watch = new IntersectionObserver((changes) => {
    for (const { isIntersecting, target } of changes) {
      if (!isIntersecting) continue;
      for (const link of entries.values()) link.removeAttribute("aria-current");
      entries.get(target.id).setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const anchor of entries.keys()) watch.observe(document.getElementById(anchor));

  // Loops: a pressed button dims every link that is not in its loop.
  for (const figure of document.querySelectorAll("[data-highlights]")) {
    const buttons = [...figure.querySelectorAll("[data-highlight]")];
    const status = figure.querySelector("[role=status]");
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const key = button.getAttribute("aria-pressed") === "true" ? null : button.dataset.highlight;
        for (const each of buttons) {
          each.setAttribute("aria-pressed", String(each === button && key !== null));
        }
        for (const group of figure.querySelectorAll("[data-loops]")) {
          const loops = group.dataset.loops.split(/[\s,]+/);
          group.classList.toggle("dim", key !== null && !loops.includes(key));
        }
        status.textContent = key === null ? "" : button.dataset.title;
      });
    }
  }

  // Charts.
  const SVG = "http://www.w3.org/2000/svg";
  const ruler = document.createElement("canvas").getContext("2d");

  function drawn(parent, name, attributes, text) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  }

  const line = (parent, x1, y1, x2, y2, role, width = 1) =>
    drawn(parent, "path", {
      class: `s-${role}`, d: `M${x1.toFixed(1)},${y1.toFixed(1)} L${x2.toFixed(1)},${y2.toFixed(1)}`,
      "stroke-width": width,
    });
  const words = (parent, text, x, y, role, anchor, weight = 400) =>
    drawn(parent, "text", {
      class: `t-${role}`, x: x.toFixed(1), y: y.toFixed(1), "font-size": 12,
      "text-anchor": anchor, "font-weight": weight,
    }, text);

  function curvePath(times, values, across, up) {
    let path = "";
    let pen = "M";
    times.forEach((time, index) => {
      const value = values[index];
      if (!Number.isFinite(value)) pen = "M";
      else {
        path += `${pen}${across(time).toFixed(1)},${up(value).toFixed(1)} `;
        pen = "L";
      }
    });
    return path.trim();
  }

  function axisOf(chart, results) {
    const all = chart.curves.flatMap((curve) => [...curve.reference, ...results[curve.name]]);
    const axis = valueAxis(all);
    ruler.font = "12px Inter, sans-serif";
    return { ...axis, widest: Math.max(...axis.labels.map((label) => ruler.measureText(label).width)) };
  }

  function drawChart(svg, simulation, chart, results, axis, room) {
    for (const node of [...svg.children]) {
      if (node.tagName !== "title" && node.tagName !== "desc") node.remove();
    }
    const { times } = simulation;
    const left = room + 10;
    const right = chart.width - Math.max(chart.labels, 16);
    const [top, bottom] = [30, chart.height - 44];
    const [begin, end] = chart.ends;
    const across = (time) => left + ((time - begin) / (end - begin)) * (right - left);
    const up = (value) => bottom - ((value - axis.lower) / (axis.upper - axis.lower)) * (bottom - top);
    axis.ticks.forEach((tick, index) => {
      line(svg, left, up(tick), right, up(tick), tick === 0 ? "axis" : "grid");
      words(svg, axis.labels[index], left - 8, up(tick) + 4, "muted", "end");
    });
    for (const [time, label] of chart.ticks) {
      line(svg, across(time), bottom, across(time), bottom + 5, "axis");
      words(svg, label, across(time), bottom + 19, "muted", "middle");
    }
    line(svg, left, bottom, right, bottom, "axis");
    words(svg, scaledUnit(axis.power, chart.unit), left - 8 - axis.widest, top - 14, "muted", "start");
    words(svg, chart.title, (left + right) / 2, bottom + 37, "muted", "middle");
    for (const curve of chart.curves) {
      drawn(svg, "path", {
        class: "s-axis", d: curvePath(times, curve.reference, across, up), "stroke-width": 1.2,
        "stroke-dasharray": curve.dash,
      });
    }
    for (const curve of chart.curves) {
      drawn(svg, "path", {
        class: `s-${curve.role}`, d: curvePath(times, results[curve.name], across, up),
        "stroke-width": 2.2, "stroke-dasharray": curve.dash,
      });
    }
    drawNames(svg, chart, results, { right, top, bottom, up });
  }

  function drawNames(svg, chart, results, { right, top, bottom, up }) {
    const named = chart.curves.filter((curve) => Number.isFinite(results[curve.name].at(-1)));
    if (!named.length) return;
    const wanted = named.map((curve) => up(results[curve.name].at(-1)));
    const gaps = named.map((curve) => 15 * curve.lines.length);
    const places = pushedApart(wanted, gaps, top - 8, bottom + 8);
    named.forEach((curve, index) => {
      const place = places[index];
      if (Math.abs(place - wanted[index]) > 5) {
        line(svg, right + 3, wanted[index], right + 8, place, "axis", 0.8);
      }
      const first = place - (15 * (curve.lines.length - 1)) / 2 + 4.3;
      curve.lines.forEach((text, row) => {
        words(svg, text, right + 10, first + 15 * row, curve.role, "start", 600);
      });
    });
  }

  // The result in a sentence: peaks, ends, and the distance from the reference run.
  function change(before, after) {
    if (!Number.isFinite(before) || !Number.isFinite(after) || before === 0) return "";
    const percent = ((after - before) / Math.abs(before)) * 100;
    const text = fixed(Math.abs(percent), Math.abs(percent) < 10 ? 1 : 0);
    if (Number(text.replaceAll(",", "")) === 0) return "";
    return ` (${percent < 0 ? MINUS : "+"}${text} % on the reference run)`;
  }

  function sentence(simulation, curve, values) {
    const finite = values.map((value, index) => [value, index]).filter(([value]) => Number.isFinite(value));
    if (!finite.length) return `${curve.label}: no values.`;
    const peak = finite.reduce((best, each) => (each[0] > best[0] ? each : best));
    const first = finite[0][0];
    const last = finite.at(-1)[0];
    // A percentage of an end near zero would say nothing: then only the peak is compared.
    const reference = curve.reference.filter(Number.isFinite);
    const referencePeak = Math.max(...reference);
    const telling = Math.abs(reference.at(-1)) >= 0.1 * referencePeak;
    const inside = peak[0] - Math.max(first, last) > 2e-3 * Math.abs(peak[0]);
    const top = inside
      ? `peak of ${withUnit(readable(peak[0]), curve.unit)} ${simulation.moments[peak[1]]}`
        + `${change(referencePeak, peak[0])}, then `
      : "";
    const ending = telling ? change(reference.at(-1), last) : "";
    return `${curve.label}: ${top}${withUnit(readable(last), curve.unit)} at the end${ending}.`;
  }

  // Simulations.
  for (const simulation of SIMULATIONS) {
    const place = document.getElementById(simulation.id);
    const model = MODELS[simulation.id];
    const inputs = [...place.querySelectorAll("input[type=range]")];
    const status = place.querySelector("[role=status]");
    const reset = place.querySelector("[data-reset]");
    const figures = [...place.querySelectorAll("svg")];
    const originals = figures.map((svg) => svg.cloneNode(true));
    const opening = status.textContent;
    const curves = simulation.charts.flatMap((chart) => chart.curves);
    let waiting = false;
    let speaking = 0;

    function say(text) {
      clearTimeout(speaking);
      speaking = setTimeout(() => { status.textContent = text; }, 250);
    }

    function fillTable(results) {
      for (const cell of place.querySelectorAll("[data-curve]")) {
        cell.textContent = readable(results[cell.dataset.curve][Number(cell.dataset.row)]);
      }
    }

    function run() {
      waiting = false;
      const parameters = {};
      for (const input of inputs) parameters[input.dataset.parameter] = Number(input.value);
      let results;
      try {
        results = model(parameters);
        for (const curve of curves) results[curve.name] = Array.from(results[curve.name]);
      } catch (error) {
        say("With these values the model cannot be calculated.");
        return;
      }
      const axes = simulation.charts.map((chart) => axisOf(chart, results));
      const room = Math.max(...axes.map((axis) => axis.widest));
      simulation.charts.forEach((chart, index) => {
        drawChart(figures[index], simulation, chart, results, axes[index], room);
      });
      const text = curves.slice(0, 4).map((curve) => sentence(simulation, curve, results[curve.name]));
      if (figures.length) figures[0].querySelector("desc").textContent = text.join(" ");
      say(text.join(" "));
      fillTable(results);
    }

    for (const input of inputs) {
      const output = place.querySelector(`output[for="${input.id}"]`);
      const show = () => {
        const shown = readable(Number(input.value) * Number(output.dataset.factor), 4);
        const text = withUnit(shown, output.dataset.unit);
        output.textContent = text;
        input.setAttribute("aria-valuetext", text);
      };
      input.addEventListener("input", () => {
        show();
        if (!waiting) requestAnimationFrame(run);
        waiting = true;
      });
      reset.addEventListener("click", () => {
        input.value = input.defaultValue;
        show();
      });
    }
    reset.addEventListener("click", () => {
      figures.forEach((svg, index) => svg.replaceChildren(...originals[index].cloneNode(true).childNodes));
      fillTable(Object.fromEntries(curves.map((curve) => [curve.name, curve.reference])));
      say(opening);
    });
  }
})();
