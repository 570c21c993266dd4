(function () {
"use strict";
var root = document.documentElement, main = document.getElementById("content");
var views = ["both", "target", "source"], anchor = null, lit = [];
var box = function (view) { return document.getElementById("v-" + view); };
function get(key) { try { return localStorage.getItem("transpipe-" + key); } catch (e) { return null; } }
function put(key, value) { try { localStorage.setItem("transpipe-" + key, value); } catch (e) { /* private window */ } }
function each(what, act) { Array.prototype.forEach.call(main.querySelectorAll(what), act); }
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
function keep(view) {
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
found = Array.prototype.map.call(unit.querySelectorAll("table"), function (table) { return table.rows[at[0]].cells[at[1]]; });
} else if (!unit.querySelector("[data-n],table")) found = unit.querySelectorAll(":scope>.s,:scope>.t");
}
lit.forEach(function (was) { was.classList.remove("on"); });
lit = Array.prototype.filter.call(found, Boolean);
lit.forEach(function (now) { now.classList.add("on"); });
}
var theme = document.getElementById("theme"), stored = get("theme");
if (stored) root.style.colorScheme = stored;
theme.hidden = false;
theme.addEventListener("click", function () {
var now = root.style.colorScheme, dark = now ? now === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
put("theme", root.style.colorScheme = dark ? "light" : "dark");
});
if (box("both")) {
var wanted = new URLSearchParams(location.search).get("view") || get("view");
if (views.indexOf(wanted) > 0) box(wanted).checked = true;
}
/* What only matters to who reads on waits until the page is there. */
addEventListener("load", function () { setTimeout(function () {
each("pre:not(.raw)", function (pre) {
var button = document.createElement("button");
button.type = "button";
button.className = "copy";
button.textContent = main.dataset.copy;
button.addEventListener("click", function () {
navigator.clipboard.writeText(pre.firstChild.textContent).then(function () { button.textContent = main.dataset.copied; });
});
pre.appendChild(button);
});
if (matchMedia("(min-width:90rem)").matches) Array.prototype.forEach.call(document.querySelectorAll(".toc details"), function (toc) { toc.open = true; });
if (!box("both")) return;
["mouseover", "focusin", "click"].forEach(function (name) {
document.addEventListener(name, function (event) { light(event.target); });
});
views.forEach(function (view) {
box(view).addEventListener("change", function () { keep(view); });
});
document.addEventListener("keydown", function (event) {
if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio") return;
var at = "123".indexOf(event.key);
if (event.key.length === 1 && at >= 0) show(views[at]);
});
addEventListener("scroll", mark, { passive: true });
mark();
}); });
}());
