"use strict";

// The live journal. The server writes the rows; here they are put on top, and a lost connection is said and retried.
const rows = document.getElementById("rows");
const ROWS_MAX = 500;
const AGAIN_MS = 2000;
const TELL_MS = 1000;

function part(name) {
  return document.getElementById(name);
}

class Live {
  constructor(address, last) {
    this.address = address;
    this.last = last;
    this.waiting = [];
    this.untold = 0;
    this.paused = false;
    this.open();
  }

  open() {
    clearTimeout(this.again);
    this.source?.close();
    const address = new URL(this.address, location.href);
    if (this.last) address.searchParams.set("after", this.last);
    this.source = new EventSource(address);
    this.source.addEventListener("open", () => this.connected(true));
    this.source.addEventListener("error", () => this.failed());
    this.source.addEventListener("exchange", (event) => this.came(event));
    this.source.addEventListener("dropped", (event) => this.missing(Number(event.data)));
  }

  connected(is) {
    part("lost").hidden = is;
    part("live").hidden = !is;
  }

  failed() {
    this.connected(false);
    this.source.close();
    this.again = setTimeout(() => this.open(), AGAIN_MS);
  }

  came(event) {
    this.last = event.lastEventId;
    this.waiting.push(event.data);
    if (this.paused) part("live-word").textContent = `paused, ${this.waiting.length} new`;
    else this.show();
  }

  show() {
    for (const text of this.waiting.splice(0)) {
      const holder = document.createElement("template");
      holder.innerHTML = text.trim();
      const row = holder.content.firstElementChild;
      part(row.id)?.remove(); // of a sandbox that was reset, or of a server before this one
      rows.prepend(row);
      htmx.process(row);
      this.untold += 1;
    }
    while (rows.children.length > ROWS_MAX) rows.lastElementChild.remove();
    if (part("empty")) part("empty").hidden = rows.children.length > 0;
    this.told ??= setTimeout(() => this.tell(), TELL_MS);
  }

  tell() {
    part("told").textContent = `${this.untold} new exchanges`;
    const total = part("total");
    total.textContent = (Number(total.textContent.replace(/\D/g, "")) + this.untold).toLocaleString("en").replaceAll(",", "\u2009");
    this.untold = 0;
    this.told = undefined;
  }

  missing(count) {
    part("gap").hidden = false;
    part("gap").textContent = `${count} exchanges came faster than they could be shown; reload to see those that are kept.`;
  }

  pause() {
    this.paused = !this.paused;
    part("pause").setAttribute("aria-pressed", String(this.paused));
    part("pause").querySelector("span").textContent = this.paused ? "Go on" : "Pause";
    part("live").classList.toggle("still", this.paused);
    part("live-word").textContent = this.paused ? "paused" : "live";
    if (!this.paused) this.show();
  }
}

if (rows?.dataset.stream) {
  const live = new Live(rows.dataset.stream, rows.dataset.last);
  part("pause").hidden = false;
  part("pause").addEventListener("click", () => live.pause());
  part("retry").addEventListener("click", () => live.open());
}
