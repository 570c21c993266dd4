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
var all = Array.from(terms.keys());
function fold(text) { return Array.from(text.toLowerCase()).map(function (c) { return folds[c] || c; }).join(""); }
/* Of a word or a single character that is not finished, whatever begins with it or has it. */
function having(term, isHan) {
var found = new Set();
all.forEach(function (each) {
if (isHan ? each.indexOf(term) >= 0 : each.indexOf(term) === 0) terms.get(each).forEach(function (n) { found.add(n); });
});
return found;
}
function ask(query) {
var found = null;
(fold(query).match(/\p{Script=Han}+|[a-z0-9]+/gu) || []).forEach(function (run) {
var isHan = /\p{Script=Han}/u.test(run), letters = Array.from(run), asked = [run], i;
if (isHan && letters.length > 1) {
asked = [];
for (i = 0; i + 1 < letters.length; i += 1) asked.push(letters[i] + letters[i + 1]);
}
asked.forEach(function (term) {
var here = isHan && letters.length > 1 ? new Set(terms.get(term) || []) : having(term, isHan);
found = found ? new Set(Array.from(found).filter(function (n) { return here.has(n); })) : here;
});
});
return found ? Array.from(found).sort(function (a, b) { return a - b; }) : [];
}
var place = document.getElementById("ask"), list = document.getElementById("found"), count = document.getElementById("count");
place.hidden = false;
function show(query) {
var found = ask(query), words = fold(query);
var first = function (n) { return fold(index.articles[n][0]).indexOf(words) >= 0 ? 0 : 1; };
found.sort(function (a, b) { return first(a) - first(b) || a - b; });
list.textContent = "";
found.forEach(function (n) {
var row = document.createElement("li"), link = document.createElement("a");
link.href = index.articles[n][1];
link.textContent = index.articles[n][0];
row.appendChild(link);
list.appendChild(row);
});
count.textContent = !query.trim() ? "" : found.length ? count.dataset.found.replace("{count}", found.length) : count.dataset.none;
}
var input = place.querySelector("input");
input.addEventListener("input", function () { show(input.value); });
input.value = new URLSearchParams(location.search).get("q") || "";
if (input.value) show(input.value);
input.focus();
}());
