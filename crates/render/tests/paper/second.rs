//! A second renderer draws the same pages: what one program shows, a program of other authors shows as well.
//!
//! MuPDF and poppler share no code. Their pictures are compared in squares of five millimetres by how dark each is.

use singo_render::{RenderInput, render};

use crate::forms::{filing, published};
use crate::support::{FONTS, content, input, tool_bytes};

/// Pixels along a square, at four pixels a millimetre.
const SQUARE: usize = 20;

/// Blackness of each square in thousandths, row by row, of a binary PGM.
fn squares(picture: &[u8]) -> Vec<Vec<usize>> {
    let mut words = picture.split(|byte| byte.is_ascii_whitespace());
    assert_eq!(words.next(), Some(&b"P5"[..]));
    let mut number =
        || -> usize { std::str::from_utf8(words.next().unwrap()).unwrap().parse().unwrap() };
    let (width, height) = (number(), number());
    let pixels = &picture[picture.len() - width * height..];
    let black = |column: usize, row: usize| -> usize {
        let lines = (row * SQUARE..(row + 1) * SQUARE).map(|y| y * width + column * SQUARE);
        let dark = lines.flat_map(|start| &pixels[start..start + SQUARE]);
        dark.map(|pixel| 255 - usize::from(*pixel)).sum::<usize>() * 1000 / (255 * SQUARE * SQUARE)
    };
    let columns = width / SQUARE;
    (0..height / SQUARE)
        .map(|row| (0..columns).map(|column| black(column, row)).collect())
        .collect()
}

/// The greatest and the mean difference between two pictures, in thousandths of black.
fn difference(first: &[Vec<usize>], second: &[Vec<usize>]) -> (usize, usize) {
    assert_eq!((first.len(), first[0].len()), (second.len(), second[0].len()));
    let pairs = first.iter().flatten().zip(second.iter().flatten());
    let apart: Vec<usize> = pairs.map(|(a, b)| a.abs_diff(*b)).collect();
    (*apart.iter().max().unwrap(), apart.iter().sum::<usize>() / apart.len())
}

#[test]
fn two_renderers_draw_the_same_pages() {
    let small = content("두 그리기 프로그램이 같은 쪽을 그립니다. 洪吉童 张伟 ①㈜ ễ", 12);
    let (definition, sample) = (published("str", "2026-08"), filing("assets/samples/str.json"));
    let form = RenderInput { definition: &definition, ..input(&sample) };
    for input in [input(&small), form] {
        let bytes = render(&input, &FONTS).unwrap().bytes;
        let mut before: Option<Vec<Vec<usize>>> = None;
        for page in ["1", "2"] {
            let poppler = ["pdftoppm", "-r", "101.6", "-gray", "-f", page, "-l", page, "FILE"];
            let mupdf = [
                "mutool", "draw", "-q", "-r", "101.6", "-c", "gray", "-F", "pgm", "-o", "-",
                "FILE", page,
            ];
            let one = squares(&tool_bytes(&bytes, &poppler));
            let other = squares(&tool_bytes(&bytes, &mupdf));
            let (most, mean) = difference(&one, &other);
            assert!(most < 200 && mean < 25, "page {page}: {most}, {mean}");
            // The measure tells pages apart that are not the same.
            if let Some(before) = before.filter(|before| before.len() == one.len()) {
                assert!(difference(&before, &other).0 > 300);
            }
            before = Some(one);
        }
    }
}
