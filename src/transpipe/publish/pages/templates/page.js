(function () {
"use strict";
var root = document.documentElement, main = document.getElementById("content");
var views = ["both", "target", "source"], anchor = null, lit = [];
var box = view => document.getElementById("v-" + view);
function get(key) { try { return localStorage.getItem("transpipe-" + key); } catch (e) { return null; } }
function put(key, value) { try { localStorage.setItem("transpipe-" + key, value); } catch (e) { /* private window */ } }
function each(what, act) { [].forEach.call(main.querySelectorAll(what), act); }
/* The first unit that begins in the window, else the one that goes through it. */
function mark() {
var all = main.querySelectorAll(".u"), i, at, found = null;
for (i = 0; i < all.length; i += 1) {
at = all[i].getBoundingClientRect();
if (at.top > innerHeight && found) break;
if (at.bottom > 60 && at.height) found = { unit: all[i], top: at.top };
if (at.top > 44 && found) break;
}
anchor = found;
}
/* Rows that say the same are as high as each other, where both tables are seen. */
function level() {
var pairs = [], set = (pair, high) => pair.forEach(row => { row.style.height = high; });
each(".s tr", row => {
var table = row.closest(".u").querySelector(".t table"), other = table && table.rows[row.rowIndex];
if (other) pairs.push([row, other]);
});
pairs.forEach(pair => set(pair, ""));
pairs.map(pair => Math.max(pair[0].offsetHeight, pair[1].offsetHeight)).forEach((high, at) => set(pairs[at], high + "px"));
}
function keep(view) {
level();
if (anchor) {
window.scrollBy({ top: anchor.unit.getBoundingClientRect().top - anchor.top, behavior: "instant" });
mark();
}
put("view", view);
try {
var url = new URL(location.href);
url.searchParams.set("view", view);
history.replaceState(null, "", url);
} catch (e) { /* from a file */ }
}
function show(view) {
if (views.indexOf(view) < 0 || box(view).checked) return;
mark();
box(view).checked = true;
keep(view);
}
function light(target) {
var one = target.closest && target.closest("[data-n],td,th,.s,.t"), unit = one && one.closest(".u"), found = [], at;
if (unit && main.contains(unit) && !unit.matches(".once,.alone")) {
if (one.dataset.n) found = unit.querySelectorAll('[data-n="' + one.dataset.n + '"]');
else if (one.cellIndex >= 0) {
at = [one.parentNode.rowIndex, one.cellIndex];
found = [].map.call(unit.querySelectorAll("table"), table => table.rows[at[0]].cells[at[1]]);
} else if (!unit.querySelector("[data-n],table")) found = unit.querySelectorAll(":scope>.s,:scope>.t");
}
lit.forEach(was => was.classList.remove("on"));
lit = [].filter.call(found, Boolean);
lit.forEach(now => now.classList.add("on"));
}
var theme = document.getElementById("theme"), stored = get("theme");
if (stored) root.style.colorScheme = stored;
theme.hidden = false;
theme.addEventListener("click", () => {
var now = root.style.colorScheme, dark = now ? now === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
put("theme", root.style.colorScheme = dark ? "light" : "dark");
});
if (box("both")) {
var wanted = new URLSearchParams(location.search).get("view") || get("view");
if (views.indexOf(wanted) > 0) box(wanted).checked = true;
views.forEach(view => box(view).addEventListener("change", () => keep(view)));
document.addEventListener("keydown", event => {
if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
if (event.target.matches("input:not([type=radio]),textarea,select")) return;
if (/^[123]$/.test(event.key)) show(views[event.key - 1]);
});
}
/* What only matters to who reads on waits until the page is there. */
addEventListener("load", () => { setTimeout(() => {
each("pre:not(.raw)", pre => {
var button = document.createElement("button");
button.type = "button";
button.className = "copy";
button.textContent = main.dataset.copy;
button.addEventListener("click", () => {
navigator.clipboard.writeText(pre.firstChild.textContent).then(() => { button.textContent = main.dataset.copied; });
});
pre.appendChild(button);
});
var toc = document.querySelector(".toc details");
if (toc && matchMedia("(min-width:90rem)").matches) toc.open = true;
if (!box("both")) return;
["mouseover", "focusin", "click"].forEach(name => {
document.addEventListener(name, event => light(event.target));
});
addEventListener("scroll", mark, { passive: true });
addEventListener("resize", level);
level();
mark();
}); });
}());
