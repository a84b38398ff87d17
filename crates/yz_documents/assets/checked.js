// Filters remarks, walks from one to the next, and opens what holds a verified figure.
(function () {
  "use strict";
  var kinds = {},
    here = null;

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }
  function words(element, name) {
    return (element.getAttribute(name) || "").split(" ").filter(Boolean);
  }
  function card(index) {
    return document.getElementById("remark-" + index);
  }

  // ---- the filter ------------------------------------------------------------------------------

  function filter() {
    all("[data-filter]").forEach(function (button) {
      var kind = button.getAttribute("data-filter");
      kinds[kind] = button.getAttribute("aria-pressed") === "true" && !button.disabled;
      document.body.classList.toggle("without-" + kind, !kinds[kind]);
    });
    all(".card, .list li").forEach(function (element) {
      var kind = element.getAttribute("data-kind");
      // What holds is opened one by one.
      element.hidden = kind === "holds" ? !element.classList.contains("asked") : !kinds[kind];
    });
    tell();
  }
  all("[data-filter]").forEach(function (button) {
    button.addEventListener("click", function () {
      var pressed = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!pressed));
      filter();
    });
  });

  // ---- from one to the next --------------------------------------------------------------------

  function stops() {
    return all("[data-stop]").filter(function (element) {
      return words(element, "data-stop").some(function (kind) {
        return kinds[kind];
      });
    });
  }
  function tell() {
    var list = stops(),
      at = list.indexOf(here);
    document.getElementById("position").textContent =
      (at < 0 ? "–" : at + 1) + " / " + list.length;
    document.getElementById("before").disabled = list.length === 0;
    document.getElementById("after").disabled = list.length === 0;
  }
  function go(element) {
    all(".here").forEach(function (old) {
      old.classList.remove("here");
    });
    here = element;
    here.classList.add("here");
    here.scrollIntoView({ block: "center" });
    if (here.tabIndex >= 0) here.focus({ preventScroll: true });
    words(here, "data-remarks").forEach(function (index) {
      var own = card(index);
      if (own && own.getAttribute("data-kind") === "holds" && kinds.holds) ask(own, true);
    });
    tell();
  }
  function step(by) {
    var list = stops();
    if (!list.length) return;
    var at = list.indexOf(here);
    if (at < 0) {
      // Where the reader is now.
      var below = list.findIndex(function (element) {
        return element.getBoundingClientRect().top > 80;
      });
      if (below < 0) below = list.length;
      at = by > 0 ? below - 1 : below;
    }
    go(list[(at + by + list.length) % list.length]);
  }
  document.getElementById("before").addEventListener("click", function () {
    step(-1);
  });
  document.getElementById("after").addEventListener("click", function () {
    step(1);
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    if (event.key === "p" || event.key === "k") step(-1);
  });

  // ---- cards -----------------------------------------------------------------------------------

  function ask(own, open) {
    own.classList.toggle("asked", open);
    own.hidden = !open;
  }
  function opened(element) {
    var indexes = words(element, "data-remarks");
    var holding = indexes.map(card).filter(function (own) {
      return own && own.getAttribute("data-kind") === "holds";
    });
    var closed = holding.some(function (own) {
      return own.hidden;
    });
    holding.forEach(function (own) {
      ask(own, closed);
    });
    all(".card.here").forEach(function (own) {
      own.classList.remove("here");
    });
    indexes.map(card).forEach(function (own) {
      if (own && !own.hidden) {
        own.classList.add("here");
        own.scrollIntoView({ block: "nearest" });
      }
    });
  }
  document.addEventListener("click", function (event) {
    var element = event.target.closest("[data-remarks]");
    if (element) opened(element);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    var element = event.target.closest("[data-remarks]");
    if (!element) return;
    event.preventDefault();
    opened(element);
  });

  filter();
})();
