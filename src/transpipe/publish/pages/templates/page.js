(function () {
  "use strict";
  var views = ["both", "target", "source"], anchor = null;
  var box = function (view) { return document.getElementById("v-" + view); };
  if (!box("both")) return;
  function mark() {
    var all = document.querySelectorAll(".u"), i, top;
    for (i = 0; i < all.length; i += 1) {
      top = all[i].getBoundingClientRect();
      if (top.bottom > 60) { anchor = { unit: all[i], top: top.top }; return; }
    }
  }
  function keep(view) {
    if (anchor) {
      window.scrollBy({ top: anchor.unit.getBoundingClientRect().top - anchor.top, behavior: "instant" });
      mark();
    }
    try { localStorage.setItem("transpipe-view", view); } catch (e) { /* private window */ }
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
  var stored = null;
  try { stored = localStorage.getItem("transpipe-view"); } catch (e) { /* private window */ }
  var wanted = new URLSearchParams(location.search).get("view") || stored;
  if (views.indexOf(wanted) > 0) box(wanted).checked = true;
  mark();
}());
