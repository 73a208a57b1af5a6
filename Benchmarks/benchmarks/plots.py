"""Plots as SVG, which take their colours from the page around them."""

import math
from dataclasses import dataclass, field
from html import escape

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 34, 46
# Told apart without colour, too.
DASHES = ("", "6 4", "2 3")


@dataclass(frozen=True)
class Series:
    """A line with its name; points are pairs of x and y."""

    name: str
    points: list


@dataclass(frozen=True)
class Plot:
    """Lines over one axis. Logarithmic axes need positive values."""

    x_label: str
    y_label: str
    series: list
    is_logarithmic: bool = False
    # Names with the x where each begins and ends.
    shades: list = field(default_factory=list)

    def svg(self):
        xs = [x for series in self.series for x, _ in series.points]
        ys = [y for series in self.series for _, y in series.points]
        if self.is_logarithmic:
            x_ticks, y_ticks = powers(xs), powers(ys)
            right = x_ticks[-1]
        else:
            # The axis ends with the lines, not with the next tick.
            x_ticks, y_ticks = [tick for tick in steps(0, max(xs)) if tick <= max(xs)], steps(0, max(ys))
            right = max(xs)
        place = self._scale((x_ticks[0], right), y_ticks)
        parts = [
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" '
            'font-size="13" fill="currentColor">' % (WIDTH, HEIGHT),
            "<title>%s by %s</title>" % (escape(self.y_label), escape(self.x_label)),
            "<style>svg { color: #222 } @media (prefers-color-scheme: dark) { svg { color: #ddd } }</style>",
        ]
        parts += [self._shade(place, *shade) for shade in self.shades]
        parts += [self._x_tick(place, tick, y_ticks) for tick in x_ticks]
        parts += [self._y_tick(place, tick, x_ticks) for tick in y_ticks]
        parts += [self._line(place, index, series) for index, series in enumerate(self.series)]
        parts.append('<text x="%d" y="%d" text-anchor="end">%s</text>' % (WIDTH - RIGHT, HEIGHT - 8, escape(self.x_label)))
        parts.append('<text x="8" y="18">%s</text></svg>\n' % escape(self.y_label))
        return "\n".join(parts)

    def _scale(self, ends, y_ticks):
        turn = math.log10 if self.is_logarithmic else float
        left, right = map(turn, ends)
        low, high = turn(y_ticks[0]), turn(y_ticks[-1])

        def place(x, y):
            across = (turn(x) - left) / ((right - left) or 1)
            up = (turn(y) - low) / ((high - low) or 1)
            return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

        return place

    def _x_tick(self, place, tick, y_ticks):
        x, y = place(tick, y_ticks[0])
        return '<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>' % (x, y + 18, number(tick))

    def _y_tick(self, place, tick, x_ticks):
        x, y = place(x_ticks[0], tick)
        return ('<path d="M%.1f %.1fH%.1f" stroke="currentColor" stroke-opacity=".2"/>'
                '<text x="%.1f" y="%.1f" text-anchor="end">%s</text>' % (x, y, WIDTH - RIGHT, x - 6, y + 4, number(tick)))

    def _shade(self, place, name, start, end):
        x, width = place(start, 0)[0], place(end, 0)[0] - place(start, 0)[0]
        return ('<rect x="%.1f" y="%d" width="%.1f" height="%d" fill-opacity=".15"/>'
                '<text x="%.1f" y="%d" font-size="11">%s</text>' % (
                    x, TOP, max(width, 1), HEIGHT - TOP - BOTTOM, x, TOP - 4, escape(name)))

    def _line(self, place, index, series):
        points = [place(x, y) for x, y in series.points]
        path = "M" + "L".join("%.1f %.1f" % point for point in points)
        x, y = points[-1]
        dash = DASHES[index % len(DASHES)]
        return ('<path d="%s" fill="none" stroke="currentColor" stroke-width="2"%s/>'
                '<text x="%.1f" y="%.1f" text-anchor="end" font-weight="bold">%s</text>' % (
                    path, ' stroke-dasharray="%s"' % dash if dash else "", x, y - 7, escape(series.name)))


def powers(values):
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0 ** exponent for exponent in range(low, max(high, low + 1) + 1)]


def steps(low, high):
    """About five round numbers from low to at least high."""
    size = (high - low) / 5 or 1
    unit = 10 ** math.floor(math.log10(size))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= size)
    return [low + step * index for index in range(math.ceil((high - low) / step) + 1)]


def number(value):
    return format(value, ",.0f") if value >= 10 or value == int(value) else format(value, ".2g")
