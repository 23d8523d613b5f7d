"""The child's side of a picture: one page of a PDF or an image on standard input, its pixels on standard output.

python -m evidence.text.drawing CPU-SECONDS MEMORY-BYTES MEDIA-TYPE PAGE. It answers one line, `width height`, and the pixels as
RGB; or nothing, where there is no picture. Pixels are all that leaves: no EXIF, no colour profile, no byte of the file.
"""

import io
import math
import sys

import pypdfium2
from PIL import Image, ImageOps

from evidence.text.confinement import confine
from evidence.text.kinds import PDF

WIDTH = 1400  # pixels
MOST_SHOWN = 8_000_000  # pixels of a picture that a page shows
MOST_READ = 100_000_000  # pixels of an image that is decoded
WHITE = (255, 255, 255)


def scale_for(width: float, height: float) -> float:
    """Give the scale at which a page is as wide as we show it, and no picture is larger than what is kept."""
    return min(WIDTH / width, math.sqrt(MOST_SHOWN / (width * height)))


def draw_page(data: bytes, page: int) -> Image.Image:
    """Draw a page of a PDF, from 1: a page of any size becomes a picture of our size."""
    found = pypdfium2.PdfDocument(data)[page - 1]
    picture: Image.Image = found.render(scale=scale_for(*found.get_size())).to_pil()
    return picture.convert("RGB")


def draw_image(data: bytes, page: int) -> Image.Image:
    """Draw a frame of an image, from 1, as upright as its EXIF says; see-through parts become white."""
    with Image.open(io.BytesIO(data)) as image:
        image.seek(page - 1)
        if image.width * image.height > MOST_READ:
            raise ValueError("more pixels than are decoded")
        shown = ImageOps.exif_transpose(image).convert("RGBA")
    scale = min(1.0, scale_for(*shown.size))
    size = (max(1, round(shown.width * scale)), max(1, round(shown.height * scale)))
    shown = shown.resize(size)
    plain = Image.new("RGB", size, WHITE)
    plain.paste(shown, mask=shown.getchannel("A"))
    return plain


def main() -> None:
    """Draw what comes on standard input, with no more rights than that takes."""
    cpu, memory, media_type, page = sys.argv[1:]
    Image.MAX_IMAGE_PIXELS = MOST_READ
    Image.init()  # its readers are loaded while files may still be opened
    confine(int(cpu), int(memory))
    draw = draw_page if media_type == PDF else draw_image
    picture = draw(sys.stdin.buffer.read(), int(page))
    sys.stdout.buffer.write(b"%d %d\n" % picture.size + picture.tobytes())


if __name__ == "__main__":
    main()
