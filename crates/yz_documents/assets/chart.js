// Turns the description of a chart into SVG: one function for every kind, so that all look alike.
// Runs after ECharts in an engine without a page; values come in as decimal text.
function drawChart(spec) {
  "use strict";
  var WIDTH = 560,
    SIZE = 13,
    INK = "#333",
    SOFT = "#5f6b73",
    LINE = "#dfe3e6",
    NONE = "#d5dade";
  var FONT = "Noto Sans CJK SC";
  var lying = spec.kind === "bar",
    pie = spec.kind === "pie",
    line = spec.kind === "line";
  var many = spec.series.length > 1;

  // The width of a text: full-width characters count 1, the others about half.
  function widthOf(text) {
    var ems = 0;
    for (var i = 0; i < text.length; i++) ems += text.charCodeAt(i) > 0x2e7f ? 1 : 0.56;
    return ems * SIZE;
  }
  function widest(texts) {
    return Math.max.apply(null, texts.map(widthOf).concat(0));
  }
  function asPrinted(part) {
    return part.data.printed;
  }
  function linesOf(text, width) {
    return Math.max(1, Math.ceil(widthOf(text) / width));
  }

  function frame(height, rest) {
    return Object.assign(
      {
        animation: false,
        color: spec.palette,
        textStyle: { fontFamily: FONT, fontSize: SIZE, color: INK },
        height: height,
      },
      rest,
    );
  }
  function legend(shown) {
    return {
      show: shown,
      top: 0,
      left: "center",
      itemWidth: 14,
      itemHeight: 10,
      itemGap: 18,
      type: "plain",
      icon: line ? undefined : "roundRect",
      textStyle: { fontFamily: FONT, fontSize: SIZE, color: INK },
    };
  }
  function legendHeight() {
    if (!many) return 0;
    var wide = spec.series.reduce(function (sum, s) {
      return sum + widthOf(s.name) + 40;
    }, 0);
    return 26 + 22 * Math.floor(wide / WIDTH);
  }

  function drawPie() {
    var points = spec.series.length ? spec.series[0].points : [];
    if (!spec.shares) {
      return frame(240, {
        series: [
          {
            type: "pie",
            radius: ["38%", "62%"],
            silent: true,
            label: {
              show: true,
              position: "center",
              formatter: "无数据",
              fontFamily: FONT,
              fontSize: 16,
              color: SOFT,
            },
            data: [{ value: 1, itemStyle: { color: NONE } }],
          },
        ],
      });
    }
    // A name longer than the room beside the pie is wrapped; a slice of nothing has no label.
    var room = 165;
    var shown = points.filter(function (p) {
      return !p.nothing;
    }).length;
    var gap = shown > 5 ? " " : "\n";
    var rows = points.reduce(function (sum, p, i) {
      return sum + (p.nothing ? 0 : linesOf(spec.categories[i] + p.printed, room) + 1);
    }, 0);
    var height = Math.max(270, rows * 15 + 60);
    return frame(height, {
      series: [
        {
          type: "pie",
          radius: [0, 92],
          center: ["50%", "50%"],
          startAngle: 90,
          minShowLabelAngle: 0,
          avoidLabelOverlap: true,
          itemStyle: { borderColor: "#fff", borderWidth: 1 },
          emphasis: { disabled: true },
          label: {
            formatter: asPrinted,
            fontFamily: FONT,
            fontSize: SIZE,
            lineHeight: 18,
            color: INK,
            width: room,
            overflow: "break",
          },
          labelLine: { length: 12, length2: 14, lineStyle: { color: "#9aa5ac" } },
          data: points.map(function (p, i) {
            return {
              name: spec.categories[i],
              value: p.value,
              printed: spec.categories[i] + gap + p.printed + "（" + spec.shares[i] + "%）",
              label: { show: !p.nothing },
              labelLine: { show: !p.nothing },
            };
          }),
        },
      ],
    });
  }

  function drawAxes() {
    var count = Math.max(1, spec.categories.length),
      sets = Math.max(1, spec.series.length);
    var printed = [];
    var negative = false;
    spec.series.forEach(function (s) {
      s.points.forEach(function (p) {
        printed.push(p.printed);
        negative = negative || p.negative;
      });
    });
    var nameRoom = Math.min(170, widest(spec.categories) + 4);
    var slot = (WIDTH - 70) / count;
    var upright = !lying && slot / (line ? 1 : sets) < widest(printed) + 4;
    var rotated = upright && !line;
    var tall = lying
      ? 0
      : Math.max.apply(
          null,
          spec.categories
            .map(function (name) {
              return linesOf(name, slot - 4);
            })
            .concat(1),
        );
    var top = legendHeight() + (rotated ? widest(printed) + 6 : 24);
    var height = lying
      ? legendHeight() +
        40 +
        count *
          Math.max(
            18 * sets + 14,
            18 *
              Math.max.apply(
                null,
                spec.categories
                  .map(function (n) {
                    return linesOf(n, nameRoom);
                  })
                  .concat(1),
              ) +
              10,
          )
      : top + 210 + tall * 18;
    var names = {
      type: "category",
      data: spec.categories,
      inverse: lying,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#9aa5ac" } },
      axisLabel: {
        interval: 0,
        width: lying ? nameRoom : slot - 4,
        overflow: "break",
        lineHeight: 18,
        fontFamily: FONT,
        fontSize: count > 8 ? 12 : SIZE,
        color: INK,
      },
    };
    var values = {
      type: "value",
      scale: line && spec.narrow,
      splitNumber: lying ? 4 : 5,
      boundaryGap: [negative || (line && spec.narrow) ? "14%" : 0, 0],
      axisLabel: { fontFamily: FONT, fontSize: 12, color: SOFT, hideOverlap: true },
      splitLine: { lineStyle: { color: LINE } },
    };
    return frame(height, {
      legend: legend(many),
      grid: {
        left: 8,
        right: lying ? widest(printed) + 14 : 16,
        top: lying ? legendHeight() + 6 : top,
        bottom: 6,
        containLabel: true,
      },
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      series: spec.series.map(function (s, index) {
        return {
          name: s.name,
          type: line ? "line" : "bar",
          // Neighbouring columns are as wide as the numbers above them.
          barMaxWidth: lying ? 18 : many ? 84 : 44,
          barGap: many && !lying ? "6%" : "12%",
          barCategoryGap: lying ? "34%" : many ? "14%" : "38%",
          symbol: "circle",
          symbolSize: 8,
          showAllSymbol: true,
          lineStyle: { width: 2.5 },
          emphasis: { disabled: true },
          label: {
            show: true,
            formatter: asPrinted,
            fontFamily: FONT,
            fontSize: 12,
            color: INK,
            textBorderColor: "#fff",
            textBorderWidth: 2,
          },
          data: s.points.map(function (p) {
            var below = p.negative || (line && index % 2 === 1);
            var label = lying
              ? { position: p.negative ? "left" : "right" }
              : rotated
                ? {
                    position: p.negative ? "bottom" : "top",
                    rotate: 90,
                    align: p.negative ? "right" : "left",
                    verticalAlign: "middle",
                  }
                : { position: below ? "bottom" : "top" };
            return { value: p.value, printed: p.printed, label: label };
          }),
        };
      }),
    });
  }

  var option = pie ? drawPie() : drawAxes();
  var height = Math.round(option.height);
  delete option.height;
  var chart = echarts.init(null, null, {
    renderer: "svg",
    ssr: true,
    width: WIDTH,
    height: height,
  });
  chart.setOption(option);
  var painter = chart.getZr().painter;
  chart.getZr().flush();
  var svg = painter.renderToString({ cssEmphasis: false, cssAnimation: false, useViewBox: true });
  // ECharts counts its pictures; the name given for this one does not change with what came before.
  var own = painter._id;
  chart.dispose();
  return svg
    .split('id="' + own + "-")
    .join('id="' + spec.prefix + "-")
    .split("url(#" + own + "-")
    .join("url(#" + spec.prefix + "-");
}
