"use strict";

// Everything here is a convenience: pages read and act without it.
const root = document.documentElement;
const sheet = document.getElementById("sheet");
const inside = document.getElementById("sheet-body");
const YEAR_SECONDS = 365 * 24 * 3600;
root.classList.add("js");

document.querySelector(".side [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
document.querySelector(".chooser select")?.addEventListener("change", (event) => event.target.form.requestSubmit());
for (const choice of document.querySelectorAll("[data-submit]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

document.querySelector("form.theme")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  const following = { auto: "light", light: "dark", dark: "auto" };
  const theme = button.value;
  root.dataset.theme = theme;
  document.cookie = `simulator_theme=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
  button.value = following[theme];
  button.title = `Colours: ${theme}. Next: ${following[theme]}`;
  button.querySelector(".word").textContent = `Colours: ${theme}`;
});

async function copied(button) {
  const word = button.querySelector("span");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    word.textContent = "Copied";
    button.classList.add("copied");
  } catch {
    word.textContent = "Select it and copy";
  }
  setTimeout(() => {
    word.textContent = "Copy";
    button.classList.remove("copied");
  }, 2000);
}

function shut(event, element) {
  if (!sheet.open) return;
  if (element.closest("dialog")) event.preventDefault();
  sheet.close();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copied(button);
  const closing = event.target.closest("[data-shut]");
  if (closing) shut(event, closing);
  if (event.target === sheet) sheet.close();
});

// What a link brings for the sheet opens it; the browser gives the focus back to the link when it is closed.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== inside) return;
  sheet.classList.toggle("drawer", inside.querySelector("[data-drawer]") !== null);
  const title = inside.querySelector("h1");
  sheet.setAttribute("aria-label", title?.textContent.trim() ?? "Details");
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
});
sheet?.addEventListener("close", () => inside.replaceChildren());

// Somebody who opens a link in a new tab wants the page and not the sheet.
document.body.addEventListener("htmx:confirm", (event) => {
  const click = event.detail.triggeringEvent;
  if (click instanceof MouseEvent && (click.ctrlKey || click.metaKey || click.shiftKey)) {
    event.preventDefault();
    window.open(event.detail.elt.href);
  }
});

// What was typed before htmx could listen, or what a browser kept over a reload, is searched for as well.
function searched() {
  for (const box of document.querySelectorAll("input[type=search]")) {
    if (box.value !== box.defaultValue) htmx.trigger(box, "search");
  }
}
document.body.addEventListener("htmx:load", searched, { once: true });

function walked(step) {
  const links = [...document.querySelectorAll(".rows .whole")];
  const next = links.indexOf(document.activeElement) + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

const KEYS = {
  "/": () => document.querySelector("[data-slash]")?.focus(),
  j: () => walked(1),
  k: () => walked(-1),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
