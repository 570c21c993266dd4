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
var place = document.getElementById("filter");
if (!place) return;
place.hidden = false;
place.querySelector("input").addEventListener("input", function (event) {
var words = event.target.value.toLowerCase().split(/\s+/);
Array.prototype.forEach.call(document.querySelectorAll(".list > li"), function (row) {
var text = row.textContent.toLowerCase();
row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
});
Array.prototype.forEach.call(document.querySelectorAll(".rest"), function (rest) { if (event.target.value) rest.open = true; });
});
}());
