"""draw.py [--check] FILE.svg: draws floors.toml and paths.toml; with --check, compares instead.

Standard library only. The picture is plain SVG, readable in black and white.
"""
import html
import pathlib
import sys
import textwrap
import tomllib

HERE = pathlib.Path(__file__).parent
WIDTH = 1180
GAP = 14
LINE = 15
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1a1a1a }
.name { font-weight: 600 } .title { font-size: 16px; font-weight: 600 } .small { font-size: 11px; fill: #444 }
rect { fill: #f4f6fa; stroke: #5b6b85 } .folder { fill: none; stroke: #9aa6b8; stroke-dasharray: 4 3 }
path { stroke: #5b6b85; fill: none; marker-end: url(#tip) }
"""


class Picture:
    def __init__(self):
        self.parts = []

    def box(self, x, y, width, height, kind=""):
        self.parts.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="4"'
                          + (f' class="{kind}"' if kind else "") + "/>")

    def text(self, x, y, text, kind=""):
        self.parts.append(f'<text x="{x:.0f}" y="{y:.0f}"' + (f' class="{kind}"' if kind else "") + ">"
                          + html.escape(text) + "</text>")

    def lines(self, x, y, text, letters, kind="small"):
        for number, line in enumerate(textwrap.wrap(text, letters)):
            self.text(x, y + number * LINE, line, kind)

    def arrow(self, *points):
        self.parts.append('<path d="M' + " L".join(f"{x:.0f} {y:.0f}" for x, y in points) + '"/>')

    def svg(self, height):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img">\n'
                "<title>The floors of each folder, and three ways through the house</title>\n"
                f"<style>{STYLE}</style>\n"
                '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
                'orient="auto"><path d="M0 0 L8 4 L0 8 z" style="fill:#5b6b85;marker-end:none"/></marker></defs>\n'
                + "\n".join(self.parts) + "\n</svg>\n")


def draw_floors(picture, folders, top):
    """Columns of floors, the lowest at the bottom. Returns where they end."""
    picture.text(GAP, top + 18, "The floors: a file includes from its own floor and those below it", "title")
    top += 34
    width = (WIDTH - GAP * (len(folders) + 1)) / len(folders)
    letters = int(width / 5.9)
    floor_height = 52
    tallest = max(len(each["floors"]) for each in folders)
    height = 62 + tallest * (floor_height + 6)
    for number, folder in enumerate(folders):
        x = GAP + number * (width + GAP)
        picture.box(x, top, width, height + 34, "folder")
        picture.text(x + 8, top + 18, folder["name"] + "/", "name")
        picture.lines(x + 8, top + 34, folder["what"], letters)
        for level, (name, what) in enumerate(folder["floors"]):
            y = top + height - level * (floor_height + 6) - floor_height - 4
            picture.box(x + 6, y, width - 12, floor_height)
            picture.text(x + 12, y + 16, name or "(the folder itself)", "name")
            picture.lines(x + 12, y + 31, what, letters - 3)
        sees = folder.get("sees", [])
        picture.lines(x + 8, top + height + 12, "sees: " + (", ".join(sees) if sees else "no other folder"),
                      letters)
    return top + height + 34 + 2 * GAP


def draw_path(picture, path, top):
    """Boxes in rows, joined by arrows. Returns where they end."""
    picture.text(GAP, top + 18, path["title"], "title")
    top += 32
    in_a_row, height, gap = 5, 62, 28
    width = (WIDTH - GAP) / in_a_row - GAP
    for number, (place, what) in enumerate(path["steps"]):
        row, column = divmod(number, in_a_row)
        x, y = GAP + column * (width + GAP), top + row * (height + gap)
        picture.box(x, y, width, height)
        picture.text(x + 8, y + 18, place, "name")
        picture.lines(x + 8, y + 36, what, int(width / 5.9) - 2)
        if column > 0:
            picture.arrow((x - GAP, y + height / 2), (x, y + height / 2))
        elif row > 0:
            last = WIDTH - GAP - width / 2
            picture.arrow((last, y - gap), (last, y - gap / 2), (x + width / 2, y - gap / 2), (x + width / 2, y))
    rows = (len(path["steps"]) + in_a_row - 1) // in_a_row
    return top + rows * (height + gap)


def draw():
    picture = Picture()
    folders = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["folder"]
    end = draw_floors(picture, folders, 0)
    for path in tomllib.loads((HERE / "paths.toml").read_text(encoding="utf-8"))["path"]:
        end = draw_path(picture, path, end)
    return picture.svg(end)


def main(arguments):
    file = pathlib.Path(arguments[-1])
    if "--check" not in arguments:
        file.write_text(draw(), encoding="utf-8")
        return 0
    if file.read_text(encoding="utf-8") == draw():
        return 0
    print(f"{file.name} is not what the tables give; regenerate it with: python3 cmake/structure/draw.py {file}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
