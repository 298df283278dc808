// Opens a report page as readers do and prints what happened as JSON.
// Usage: node visit_report.mjs PAGE.html HOSTILE.html CHROMIUM
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [page, hostilePage, chromium] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const address = pathToFileURL(page).href;
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu"],
});

async function visit({ width, theme, scripts = true, at = address }) {
  const tab = await browser.newPage();
  const seen = { messages: [], requests: [] };
  tab.on("console", (message) => seen.messages.push(message.text()));
  tab.on("pageerror", (error) => seen.messages.push(error.message));
  tab.on("request", (request) => {
    if (!request.url().startsWith("data:")) seen.requests.push(request.url());
  });
  await tab.setViewport({ width, height: 900 });
  await tab.setJavaScriptEnabled(scripts);
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await tab.goto(at);
  return { tab, seen };
}

async function violations(theme, width) {
  const { tab, seen } = await visit({ width, theme });
  await tab.$$eval("details", (all) => all.forEach((each) => each.setAttribute("open", "")));
  // Through the debugger, so that the page's own policy stays in force for everything else.
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const rules = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  const overflow = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await tab.close();
  return { rules, overflow, messages: seen.messages, requests: seen.requests.length };
}

async function use() {
  const { tab, seen } = await visit({ width: 1280, theme: "light" });
  const state = () => tab.evaluate(() => {
    const place = document.getElementById("simulation-1");
    return {
      sentence: place.querySelector("[role=status]").textContent,
      chart: place.querySelector("svg").textContent + place.querySelectorAll("svg path").length,
      cell: place.querySelector('[data-curve="recovered"][data-row="192"]').textContent,
      output: place.querySelector("output").textContent,
    };
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 600));
  const before = await state();
  await tab.$eval("#simulation-1-0", (input) => {
    input.value = "12";
    input.dispatchEvent(new Event("input"));
  });
  await pause();
  const moved = await state();
  await tab.click("#simulation-1 [data-reset]");
  await pause();
  const reset = await state();
  await tab.click('[data-highlight="R1"]');
  const dimmed = await tab.$$eval(".dim", (all) => all.map((each) => each.dataset.loops));
  await tab.click('[data-highlight="R1"]');
  const restored = await tab.$$eval(".dim", (all) => all.length);
  const background = () => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await tab.click('[data-theme-choice="dark"]');
  const dark = await background();
  await tab.keyboard.press("Tab");
  const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await tab.close();
  return {
    before, moved, reset, dimmed, restored, light, dark, outline, messages: seen.messages,
  };
}

async function withoutScripts() {
  const { tab } = await visit({ width: 1280, theme: "light", scripts: false });
  const shown = (selector) => tab.$$eval(selector, (all) => all.filter((each) => each.checkVisibility()).length);
  const result = { controls: await shown("button, input"), charts: await shown("#simulation-1 svg") };
  await tab.close();
  return result;
}

async function hostile() {
  const at = pathToFileURL(hostilePage).href;
  const { tab, seen } = await visit({ width: 1280, theme: "light", at });
  await tab.$$eval("input, button, [tabindex]", (all) => all.forEach((each) => {
    each.focus();
    each.click();
    each.dispatchEvent(new Event("input", { bubbles: true }));
    each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const poisoned = await tab.evaluate(() => "poisoned" in window);
  await tab.close();
  return { poisoned, messages: seen.messages, requests: seen.requests.length };
}

const result = {
  light: await violations("light", 1280),
  dark: await violations("dark", 1280),
  narrow: await violations("light", 360),
  use: await use(),
  withoutScripts: await withoutScripts(),
  hostile: await hostile(),
};
await browser.close();
console.log(JSON.stringify(result));
