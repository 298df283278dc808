"""Turn an SVG picture into a PDF page of its own size (extra `pdf`)."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

from sysdsl.render.extras import MissingExtra

# Pictures come in as input strings, so that their text can never be read as markup. No date:
# the same picture is the same bytes.
_PAGE = """\
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 12pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.title)
"""


def to_pdf(svg: str, *, title: str) -> bytes:
    """Set a standalone SVG as a PDF document of one page, with the shipped fonts alone.

    Args:
        svg: From `svg.write_svg`.
        title: Title of the document.

    Raises:
        MissingExtra: The package `typst` is not installed.
    """
    return typeset(_PAGE, {"svg": svg, "title": title})


def typeset(source: str, inputs: dict[str, str]) -> bytes:
    """Typeset a Typst document as PDF.

    Args:
        source: Typst markup; it finds the inputs as `sys.inputs` and the shipped fonts only.
        inputs: Texts the markup refers to.

    Raises:
        MissingExtra: The package `typst` is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtra(extra="pdf", package="typst") from error
    with ExitStack() as stack:
        fonts = stack.enter_context(as_file(files("sysdsl.render.fonts")))
        document = typst.compile(
            source.encode(),
            format="pdf",
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
            ),
            sys_inputs=inputs,
        )
    return bytes(document)
