//! PNG: the chunks that make the picture stay; texts, dates, EXIF and what follows the end go.

use img_parts::png::{Png, PngChunk};
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::{Unclean, exif, icc};

const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT", b"hIST",
];

pub(super) fn clean(bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let damaged = |how| Unclean::damaged("PNG picture", how);
    let mut png = Png::from_bytes(Bytes::from(bytes))
        .map_err(|_| damaged("it ends too early, or a checksum is wrong"))?;
    let is = |chunk: Option<&PngChunk>, kind: &[u8; 4]| chunk.is_some_and(|c| c.kind() == *kind);
    let chunks = png.chunks();
    if !is(chunks.first(), b"IHDR") || !is(chunks.last(), b"IEND") {
        return Err(damaged("its first or last part is missing"));
    }
    if png.chunk_by_type(*b"IDAT").is_none() {
        return Err(damaged("it holds no picture"));
    }
    let orientation = png.exif().and_then(|tiff| exif::kept(&tiff));
    let profile = png.icc_profile().and_then(|profile| icc::plain(&profile));
    png.chunks_mut()
        .retain(|chunk| KEPT.contains(&&chunk.kind()));
    // The header and the end have nothing to add.
    let sized = |chunk: &PngChunk| match &chunk.kind() {
        b"IHDR" => chunk.contents().len() == 13,
        b"IEND" => chunk.contents().is_empty(),
        _ => true,
    };
    if !png.chunks().iter().all(sized) {
        return Err(damaged("its header is of a wrong size"));
    }
    if profile.is_some() {
        png.set_icc_profile(profile.map(Bytes::from));
    }
    if orientation.is_some() {
        png.set_exif(orientation.map(Bytes::from));
    }
    Ok(png.encoder().bytes().to_vec())
}
