// Opens the origin of a figure. The address is the whole state: `#trace=<id>` shows that trace, so
// links, the back button and a reload all work by themselves.
(function () {
  "use strict";
  var traces = JSON.parse(document.getElementById("traces").textContent);
  var sheet = document.getElementById("trace"),
    tip = document.getElementById("tip");
  var path = [],
    opener = null,
    unfolded = false;

  function has(id) {
    return Object.prototype.hasOwnProperty.call(traces, id);
  }
  function address(id) {
    return "#trace=" + encodeURIComponent(id);
  }

  // An element with text or children; what is null is left out.
  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child === null) return;
      element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return element;
  }
  function row(title, value) {
    return value ? [make("dt", {}, title), value] : [];
  }

  // ---- the sheet -------------------------------------------------------------------------------

  function fromAddress() {
    var found = /^#trace=(.*)$/.exec(location.hash);
    if (!found) return null;
    try {
      return decodeURIComponent(found[1]);
    } catch (broken) {
      return null;
    }
  }

  function follow() {
    var id = fromAddress();
    if (id === null || !has(id)) {
      hide();
      return;
    }
    // Back to a trace passed on the way, one level further down, or a new start.
    var before = path.indexOf(id),
      last = path[path.length - 1];
    if (before >= 0) path = path.slice(0, before + 1);
    else if (last && !sheet.hidden && reaches(last, id)) path = path.concat(way(last, id));
    else path = [id];
    show(id);
  }

  function inputs(id) {
    return traces[id].inputs;
  }
  function way(from, to) {
    return search(from, to, [from]) || [to];
  }
  function reaches(from, to) {
    return search(from, to, [from]) !== null;
  }
  // The shortest chain of inputs from one trace to another, without the first.
  function search(from, to) {
    var queue = [[from]],
      seen = {};
    while (queue.length) {
      var chain = queue.shift(),
        id = chain[chain.length - 1];
      if (id === to) return chain.slice(1);
      if (seen["$" + id]) continue;
      seen["$" + id] = true;
      inputs(id).forEach(function (input) {
        if (has(input.id)) queue.push(chain.concat(input.id));
      });
    }
    return null;
  }

  function show(id) {
    var trace = traces[id];
    sheet.textContent = "";
    var close = make("button", { type: "button", class: "close", "aria-label": "关闭" }, "×");
    close.addEventListener("click", leave);
    sheet.appendChild(make("div", { class: "bar" }, [crumbs(), close]));
    sheet.appendChild(make("h2", {}, trace.title || id));
    if (trace.about) sheet.appendChild(make("p", { class: "of" }, trace.about));
    sheet.appendChild(make("p", { class: "value" }, trace.printed));
    var exact = trace.exact === trace.printed ? null : make("dd", {}, trace.exact);
    sheet.appendChild(
      make(
        "dl",
        {},
        [].concat(
          row("精确值", exact),
          row("来历", trace.origin && make("dd", {}, make("span", { class: "tag" }, trace.origin))),
          row("计算", trace.working && make("dd", { class: "working" }, trace.working)),
          row("出处", trace.source && make("dd", {}, trace.source)),
          row("位置", trace.place && make("dd", {}, trace.place)),
        ),
      ),
    );
    trace.notes.forEach(function (note) {
      sheet.appendChild(make("div", { class: "note" }, [make("b", {}, note[0]), note[1]]));
    });
    appendInputs(id);
    sheet.hidden = false;
    sheet.scrollTop = 0;
    document.body.classList.add("tracing");
    mark(id);
    sheet.focus({ preventScroll: true });
  }

  function crumbs() {
    var list = make("ol", { class: "crumbs", "aria-label": "追溯路径" });
    path.forEach(function (id, index) {
      var title = traces[id].title || id,
        last = index === path.length - 1;
      list.appendChild(
        make(
          "li",
          {},
          last
            ? make("span", { "aria-current": "step" }, title)
            : make("a", { href: address(id) }, title),
        ),
      );
    });
    return list;
  }

  function appendInputs(id) {
    var list = inputs(id);
    if (!list.length) {
      sheet.appendChild(
        make(
          "p",
          { class: "end" },
          traces[id].source ? "已经到底：直接取自上述出处。" : "已经到底。",
        ),
      );
      return;
    }
    var deep = list.some(function (input) {
      return has(input.id) && inputs(input.id).length;
    });
    var toggle = deep
      ? make(
          "button",
          { type: "button", "aria-pressed": String(unfolded) },
          unfolded ? "收起" : "展开到底",
        )
      : null;
    sheet.appendChild(
      make("div", { class: "inputs-head" }, [
        make("h3", {}, "由以下" + list.length + "个数字得出"),
        toggle,
      ]),
    );
    var holder = sheet.appendChild(tree(id, [id]));
    if (!toggle) return;
    toggle.addEventListener("click", function () {
      unfolded = !unfolded;
      toggle.setAttribute("aria-pressed", String(unfolded));
      toggle.textContent = unfolded ? "收起" : "展开到底";
      var fresh = tree(id, [id]);
      sheet.replaceChild(fresh, holder);
      holder = fresh;
    });
  }

  function tree(id, above) {
    var list = make("ul", { class: "tree" });
    inputs(id).forEach(function (input) {
      if (!has(input.id)) {
        list.appendChild(make("li", {}, make("span", { class: "name" }, input.id)));
        return;
      }
      var trace = traces[input.id];
      var small = [trace.about, trace.origin].filter(Boolean).join(" · ");
      var item = make(
        "li",
        {},
        make("a", { href: address(input.id) }, [
          input.role ? make("span", { class: "role" }, input.role) : null,
          make("span", { class: "name" }, [trace.title || input.id, make("small", {}, small)]),
          make("span", { class: "printed" }, trace.printed),
        ]),
      );
      if (unfolded && inputs(input.id).length && above.indexOf(input.id) < 0) {
        item.appendChild(tree(input.id, above.concat(input.id)));
      }
      list.appendChild(item);
    });
    return list;
  }

  function mark(id) {
    document.querySelectorAll("a.figure.open").forEach(function (a) {
      a.classList.remove("open");
    });
    if (id === null) return;
    document.querySelectorAll("a.figure[data-trace]").forEach(function (a) {
      if (a.dataset.trace === path[0]) a.classList.add("open");
    });
  }

  function hide() {
    if (sheet.hidden) return;
    sheet.hidden = true;
    path = [];
    document.body.classList.remove("tracing");
    mark(null);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }

  function leave() {
    history.pushState(null, "", location.pathname + location.search);
    hide();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.figure[data-trace]");
    if (!link) return;
    opener = link;
    path = [];
    // The same address again would change nothing.
    if (fromAddress() === link.dataset.trace) {
      event.preventDefault();
      follow();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !sheet.hidden) leave();
  });
  window.addEventListener("hashchange", follow);

  // ---- charts ----------------------------------------------------------------------------------

  document.querySelectorAll("figure.chart").forEach(function (figure) {
    var svg = figure.querySelector("svg"),
      data = figure.querySelector("table.data");
    var shapes = Array.prototype.slice.call(svg.querySelectorAll("[ecmeta_data_index]"));
    var current = null;

    function cellOf(shape) {
      return data.querySelector(
        '[data-series="' +
          shape.getAttribute("ecmeta_series_index") +
          '"][data-index="' +
          shape.getAttribute("ecmeta_data_index") +
          '"]',
      );
    }
    // The shape under the pointer, or the mark of a line close to it.
    function at(event) {
      if (event.target.hasAttribute("ecmeta_data_index")) return event.target;
      var best = null,
        least = 22 * 22;
      shapes.forEach(function (shape) {
        var box = shape.getBoundingClientRect();
        if (box.width > 30 || box.height > 30) return;
        var x = box.left + box.width / 2 - event.clientX,
          y = box.top + box.height / 2 - event.clientY;
        if (x * x + y * y < least) {
          least = x * x + y * y;
          best = shape;
        }
      });
      return best;
    }
    function point(shape, event) {
      if (current && current !== shape) current.classList.remove("on");
      current = shape;
      svg.classList.toggle("pointing", shape !== null);
      var cell = shape && cellOf(shape);
      tip.hidden = !cell;
      if (!cell) return;
      shape.classList.add("on");
      var figureText = cell.querySelector(".figure"),
        share = cell.parentNode.querySelector(".share");
      var series = data.rows[0].cells[cell.cellIndex].textContent;
      tip.textContent = "";
      tip.appendChild(
        make(
          "i",
          {},
          cell.parentNode.cells[0].textContent +
            (data.rows[0].cells.length > 2 && !share ? " · " + series : ""),
        ),
      );
      tip.appendChild(make("b", {}, figureText ? figureText.textContent : cell.textContent));
      if (share) tip.appendChild(make("i", {}, "占 " + share.textContent));
      var x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
      var y = event.clientY - tip.offsetHeight - 12;
      tip.style.left = Math.max(8, x) + "px";
      tip.style.top = (y < 8 ? event.clientY + 18 : y) + "px";
    }
    svg.addEventListener("pointermove", function (event) {
      if (event.pointerType === "mouse") point(at(event), event);
    });
    svg.addEventListener("pointerleave", function (event) {
      if (event.pointerType === "mouse") point(null, event);
    });
    svg.addEventListener("click", function (event) {
      var shape = at(event),
        again = shape === current;
      point(shape, event);
      // A finger cannot hover: its first tap shows the value, the second opens the origin.
      if (!shape || (event.pointerType === "touch" && !again)) return;
      var link = cellOf(shape) && cellOf(shape).querySelector("a.figure");
      if (link) {
        tip.hidden = true;
        link.click();
      }
    });
  });

  // ---- scrolling tables and the contents -------------------------------------------------------

  var boxes = Array.prototype.slice.call(document.querySelectorAll(".scroll"));
  function measure(box) {
    box.classList.toggle("overflows", box.scrollWidth > box.clientWidth + 2);
    box.classList.toggle("at-end", box.scrollLeft + box.clientWidth >= box.scrollWidth - 2);
  }
  boxes.forEach(function (box) {
    box.addEventListener(
      "scroll",
      function () {
        measure(box);
      },
      { passive: true },
    );
  });
  function measureAll() {
    boxes.forEach(measure);
  }
  window.addEventListener("resize", measureAll);
  measureAll();

  var places = Array.prototype.slice.call(document.querySelectorAll("nav.contents a"));
  if (places.length && window.IntersectionObserver) {
    var spy = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          var id = entry.target.parentNode.id;
          places.forEach(function (a) {
            a.classList.toggle("here", a.hash === "#" + id);
          });
        });
      },
      { rootMargin: "0px 0px -70% 0px" },
    );
    document.querySelectorAll("main section > :is(h2, h3, h4)").forEach(function (heading) {
      spy.observe(heading);
    });
  }

  document.querySelectorAll(".howto").forEach(function (line) {
    line.hidden = false;
  });
  follow();
})();
