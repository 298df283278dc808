// Opens the report of an example as readers do and prints what happened as JSON.
// Usage: node visit_example.mjs PAGE.html CHROMIUM
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [page, chromium] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu"],
});

async function visit(theme, width) {
  const tab = await browser.newPage();
  const seen = { messages: [], requests: 0 };
  tab.on("console", (message) => seen.messages.push(message.text()));
  tab.on("pageerror", (error) => seen.messages.push(error.message));
  tab.on("request", (request) => {
    if (!request.url().startsWith("data:")) seen.requests += 1;
  });
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await tab.goto(pathToFileURL(page).href);
  return { tab, seen };
}

// Contrast as WCAG 2.2 defines it, for every piece of text in a picture: axe leaves these out.
function faintest() {
  const luminance = (color) => {
    const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = luminance(getComputedStyle(document.documentElement).backgroundColor);
  const ratios = [...document.querySelectorAll("main svg text")].map((text) => {
    const ink = luminance(getComputedStyle(text).fill);
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  });
  return Math.min(...ratios);
}

async function looked(theme, width) {
  const { tab, seen } = await visit(theme, width);
  await tab.$$eval("details", (all) => all.forEach((each) => each.setAttribute("open", "")));
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const rules = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  const overflow = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const contrast = await tab.evaluate(faintest);
  await tab.close();
  return { ...seen, rules, overflow, contrast };
}

async function used() {
  const { tab, seen } = await visit("light", 1280);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 600));
  const sliders = await tab.$$(".simulation input[type=range]");
  const charts = () => tab.$$eval(".simulation svg", (all) => all.map((svg) => svg.innerHTML));
  const lefts = () => tab.$$eval(".simulation svg", (all) => all.map((svg) => {
    const axis = [...svg.querySelectorAll("path")].map((path) => path.getBoundingClientRect());
    return Math.round(Math.min(...axis.map((box) => box.left)));
  }));
  const before = await charts();
  const aligned = [await lefts()];
  const still = [];
  for (const [index, slider] of sliders.entries()) {
    await slider.evaluate((input) => {
      input.value = Number(input.value) < Number(input.max) ? input.max : input.min;
      input.dispatchEvent(new Event("input"));
    });
    await pause();
    const moved = await charts();
    if (moved.every((chart, place) => chart === before[place])) still.push(index);
    aligned.push(await lefts());
    await slider.evaluate((input) => {
      input.value = input.defaultValue;
      input.dispatchEvent(new Event("input"));
    });
  }
  const deaf = [];
  for (const button of await tab.$$("[data-highlight]")) {
    await button.click();
    const state = await button.evaluate((node) => {
      const groups = [...node.closest("figure").querySelectorAll("[data-loops]")];
      return {
        dim: groups.filter((group) => group.classList.contains("dim")).length,
        lit: groups.filter((group) => !group.classList.contains("dim")).length,
        says: node.closest("figure").querySelector("[role=status]").textContent,
      };
    });
    if (!state.dim || !state.lit || !state.says) deaf.push(await button.evaluate((n) => n.textContent));
    await button.click();
  }
  const buttons = await tab.$$eval("[data-highlight]", (all) => all.map((each) => each.textContent));
  const dead = await tab.$$eval("a[href^='#']", (all) => all
    .filter((link) => !document.getElementById(link.hash.slice(1)))
    .map((link) => link.hash));
  await tab.close();
  return { sliders: sliders.length, still, aligned, deaf, buttons, dead, messages: seen.messages };
}

const result = {
  light: await looked("light", 1280),
  dark: await looked("dark", 1280),
  narrow: await looked("light", 390),
  use: await used(),
};
await browser.close();
console.log(JSON.stringify(result));
