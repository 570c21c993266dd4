(function () {
"use strict";
var root = document.documentElement, theme = document.getElementById("theme"), stored = null;
try { stored = localStorage.getItem("transpipe-theme"); } catch (e) { /* private window */ }
if (stored) root.style.colorScheme = stored;
theme.hidden = false;
theme.addEventListener("click", function () {
var now = root.style.colorScheme, dark = now ? now === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
root.style.colorScheme = dark ? "light" : "dark";
try { localStorage.setItem("transpipe-theme", root.style.colorScheme); } catch (e) { /* private window */ }
});
var index = JSON.parse(document.getElementById("index").textContent), folds = {}, terms = new Map();
var letters = Array.from(index.folds), i;
for (i = 0; i < letters.length; i += 2) folds[letters[i]] = letters[i + 1];
Object.keys(index.terms).forEach(function (key) {
var numbers = key.split(" ").map(Number);
index.terms[key].split(" ").forEach(function (term) { terms.set(term, numbers); });
});
var all = Array.from(terms.keys()).sort(), size = index.articles.length, parts = null;
function fold(text) { return Array.from(text.toLowerCase()).map(function (c) { return folds[c] || c; }).join(""); }
var titles = index.articles.map(function (article) { return fold(article[0]); });
/* Of a word or a single character that is not finished, whatever begins with it or has it. */
function having(term, isHan) {
if (isHan) {
if (!parts) {
parts = new Map();
all.forEach(function (each) {
Array.from(each).forEach(function (c) {
var held = parts.get(c);
if (held) held.push(each); else parts.set(c, [each]);
});
});
}
return parts.get(term) || [];
}
var low = 0, high = all.length, middle;
while (low < high) {
middle = (low + high) >> 1;
if (all[middle] < term) low = middle + 1; else high = middle;
}
while (high < all.length && all[high].indexOf(term) === 0) high += 1;
return all.slice(low, high);
}
function ask(query) {
var counts = new Uint16Array(size), last = new Uint16Array(size), count = 0, found = [], i;
function take(those) {
count += 1;
those.forEach(function (term) {
(terms.get(term) || []).forEach(function (n) {
if (last[n] !== count) { last[n] = count; counts[n] += 1; }
});
});
}
(fold(query).match(/\p{Script=Han}+|[a-z0-9]+/gu) || []).forEach(function (run) {
var isHan = /\p{Script=Han}/u.test(run), letters = Array.from(run), i;
if (!isHan || letters.length < 2) take(having(run, isHan));
else for (i = 0; i + 1 < letters.length; i += 1) take([letters[i] + letters[i + 1]]);
});
for (i = 0; count && i < size; i += 1) if (counts[i] === count) found.push(i);
return found;
}
var place = document.getElementById("ask"), list = document.getElementById("found"), count = document.getElementById("count");
place.hidden = false;
var more = document.getElementById("more");
function show(query, most) {
var found = ask(query), words = fold(query), named = [], others = [];
found.forEach(function (n) { (titles[n].indexOf(words) >= 0 ? named : others).push(n); });
list.textContent = "";
named.concat(others).slice(0, most).forEach(function (n) {
var row = document.createElement("li"), link = document.createElement("a");
link.href = index.articles[n][1];
link.textContent = index.articles[n][0];
row.appendChild(link);
if (index.articles[n][2]) {
var lead = document.createElement("p");
lead.className = "meta";
lead.textContent = index.articles[n][2];
row.appendChild(lead);
}
list.appendChild(row);
});
more.hidden = found.length <= most;
count.textContent = !query.trim() ? "" : found.length ? count.dataset.found.replace("{count}", found.length) : count.dataset.none;
}
var input = place.querySelector("input");
input.addEventListener("input", function () { show(input.value, 100); });
more.addEventListener("click", function () { show(input.value, size); });
input.value = new URLSearchParams(location.search).get("q") || "";
if (input.value) show(input.value, 100);
input.focus();
}());
