//! Pictures made on the CPU: exact pixels of small shapes, and whole user interfaces that come out the same each time.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::disallowed_methods, reason = "exact pixels need exact colours")]

#[path = "common/raster.rs"]
mod raster;

use egui::epaint::textures::{TextureOptions, TexturesDelta};
use egui::epaint::{ClippedPrimitive, ColorImage, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, Context, Pos2, Rect, TextureId, Vec2, pos2, vec2};
use promoplan::render::{Canvas, Image, Rasteriser, RenderError, Stage, picture};

const EVERYWHERE: Rect = Rect::EVERYTHING;
const RED: Color32 = Color32::from_rgb(200, 30, 40);

/// A rasteriser whose only texture is `texels` wide and high, all white unless a test changes them.
fn rasteriser(size: [usize; 2], texels: Option<Vec<Color32>>, options: TextureOptions) -> Rasteriser {
    let texels = texels.unwrap_or_else(|| vec![Color32::WHITE; size[0] * size[1]]);
    let image = ImageData::Color(ColorImage::new(size, texels).into());
    let mut rasteriser = Rasteriser::new();
    send(&mut rasteriser, ImageDelta::full(image, options));
    rasteriser
}

fn send(rasteriser: &mut Rasteriser, image: ImageDelta) {
    let mut delta = TexturesDelta::default();
    delta.push(TextureId::default(), image);
    rasteriser.update(&mut delta);
    assert!(delta.is_empty());
}

/// Draws meshes, each with its clip, on a black canvas at one pixel a point.
fn draw(rasteriser: &Rasteriser, size: [u32; 2], meshes: Vec<(Rect, Mesh)>) -> Image {
    let mut canvas = Canvas::new(size[0], size[1]).expect("a small canvas");
    canvas.clear(Color32::BLACK);
    let primitives: Vec<_> = meshes
        .into_iter()
        .map(|(clip_rect, mesh)| ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) })
        .collect();
    rasteriser.draw(&mut canvas, &primitives, 1.0);
    canvas.into_image()
}

fn white(size: [u32; 2], meshes: Vec<(Rect, Mesh)>) -> Image {
    draw(&rasteriser([1, 1], None, TextureOptions::LINEAR), size, meshes)
}

fn rectangle(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, color);
    mesh
}

fn triangles(points: &[Pos2], indices: &[u32], color: Color32) -> Mesh {
    Mesh {
        indices: indices.to_vec(),
        vertices: points.iter().map(|&at| Vertex::untextured(at, color)).collect(),
        ..Mesh::default()
    }
}

fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

/// How many pixels are not black.
fn painted(image: &Image) -> usize {
    image.rgba().chunks(4).filter(|pixel| pixel[..3] != [0; 3]).count()
}

#[test]
fn a_rectangle_covers_the_pixels_whose_centres_it_holds() {
    let image = white([8, 8], vec![(EVERYWHERE, rectangle(rect(2.0, 3.0, 5.49, 6.5), RED))]);
    for y in 0..8 {
        for x in 0..8 {
            let inside = (2..5).contains(&x) && (3..6).contains(&y);
            let expected = if inside { [200, 30, 40, 255] } else { [0, 0, 0, 255] };
            assert_eq!(image.pixel(x, y), Some(expected), "at {x}, {y}");
        }
    }
}

#[test]
fn half_transparent_colours_blend_as_they_are_encoded() {
    let veil = Color32::from_rgba_premultiplied(100, 50, 0, 128);
    let area = rect(0.0, 0.0, 4.0, 4.0);
    let meshes = vec![(EVERYWHERE, rectangle(area, RED)), (EVERYWHERE, rectangle(area, veil))];
    let image = white([4, 4], meshes);
    // 200 × 127/255 = 99.6, 30 × 127/255 = 14.9, 40 × 127/255 = 19.9
    assert_eq!(image.pixel(1, 1), Some([200, 65, 20, 255]));
}

#[test]
fn additive_colours_stop_at_white() {
    let glow = Color32::from_rgba_premultiplied(100, 100, 100, 0);
    let area = rect(0.0, 0.0, 4.0, 4.0);
    let meshes = vec![(EVERYWHERE, rectangle(area, RED)), (EVERYWHERE, rectangle(area, glow))];
    assert_eq!(white([4, 4], meshes).pixel(1, 1), Some([255, 130, 140, 255]));
}

#[test]
fn a_clip_is_rounded_to_pixels_and_cuts_all_ways_of_drawing() {
    let clip = rect(2.4, 1.6, 5.6, 100.0);
    let slanted = [pos2(-20.0, -20.0), pos2(40.0, -20.0), pos2(0.0, 60.0)];
    for mesh in [rectangle(rect(-1e9, -1e9, 1e9, 1e9), RED), triangles(&slanted, &[0, 1, 2], RED)] {
        let image = white([8, 8], vec![(clip, mesh)]);
        assert_eq!(painted(&image), 4 * 6);
        assert_eq!(image.pixel(2, 2), Some([200, 30, 40, 255]));
        assert_eq!(image.pixel(5, 7), Some([200, 30, 40, 255]));
    }
}

#[test]
fn triangles_around_a_point_leave_no_gap_and_blend_once() {
    let veil = Color32::from_rgba_premultiplied(64, 64, 64, 64);
    // Centres on grid and edge alike: the hub walks over whole, half and odd places.
    for step in 0..64 {
        let shift = step as f32 / 7.0;
        let hub = pos2(10.0 + shift, 9.5 + shift / 3.0);
        let rim = [(0.0, 0.0), (13.0, 0.0), (32.0, 0.0), (32.0, 17.5), (32.0, 32.0), (9.0, 32.0), (0.0, 32.0)];
        let mut points = vec![hub];
        points.extend(rim.map(|(x, y)| pos2(x, y)));
        let count = rim.len() as u32;
        // Every other triangle is wound the other way, as egui's are.
        let indices: Vec<u32> = (0..count)
            .flat_map(|i| {
                let (a, b) = (1 + i, 1 + (i + 1) % count);
                if i % 2 == 0 { [0, a, b] } else { [b, a, 0] }
            })
            .collect();
        let image = white([32, 32], vec![(EVERYWHERE, triangles(&points, &indices, veil))]);
        for y in 0..32 {
            for x in 0..32 {
                assert_eq!(image.pixel(x, y), Some([64, 64, 64, 255]), "hub {hub:?}, at {x}, {y}");
            }
        }
    }
}

#[test]
fn the_short_way_for_rectangles_gives_what_triangles_give() {
    let texels = (0..64).map(|i| Color32::from_white_alpha(i * 4));
    let rasteriser = rasteriser([8, 8], Some(texels.collect()), TextureOptions::LINEAR);
    let uv = rect(0.125, 0.25, 0.75, 0.875);
    for tint in [RED, Color32::from_rgba_premultiplied(90, 10, 20, 99)] {
        let mut quad = Mesh::default();
        quad.add_rect_with_uv(rect(3.0, 2.0, 8.0, 7.0), uv, tint);
        let mut apart = quad.clone();
        // The same two triangles, the second starting elsewhere: no longer seen as a rectangle.
        apart.indices = vec![0, 1, 2, 3, 2, 1];
        let quad = draw(&rasteriser, [12, 12], vec![(EVERYWHERE, quad)]);
        let apart = draw(&rasteriser, [12, 12], vec![(EVERYWHERE, apart)]);
        assert!(painted(&quad) > 20);
        assert_eq!(quad.rgba(), apart.rgba());
    }
}

#[test]
fn colours_run_evenly_between_corners() {
    let mut mesh = rectangle(rect(0.0, 0.0, 256.0, 4.0), Color32::BLACK);
    mesh.vertices[1].color = Color32::WHITE;
    mesh.vertices[3].color = Color32::WHITE;
    let image = white([256, 4], vec![(EVERYWHERE, mesh)]);
    for x in 0..256 {
        let expected = (255.0 * (x as f32 + 0.5) / 256.0).round() as u8;
        assert_eq!(image.pixel(x, 2), Some([expected, expected, expected, 255]), "at {x}");
    }
}

#[test]
fn textures_are_read_smoothly_or_not_and_changed_in_part() {
    let texels = vec![Color32::BLACK, Color32::WHITE];
    let mut mesh = Mesh::default();
    mesh.add_rect_with_uv(rect(0.0, 0.0, 8.0, 1.0), rect(0.0, 0.0, 1.0, 1.0), Color32::WHITE);
    let row = |rasteriser: &Rasteriser| -> Vec<u8> {
        let image = draw(rasteriser, [8, 1], vec![(EVERYWHERE, mesh.clone())]);
        image.rgba().chunks(4).map(|pixel| pixel[0]).collect()
    };
    let sharp = rasteriser([2, 1], Some(texels.clone()), TextureOptions::NEAREST);
    assert_eq!(row(&sharp), [0, 0, 0, 0, 255, 255, 255, 255]);
    let mut smooth = rasteriser([2, 1], Some(texels), TextureOptions::LINEAR);
    assert_eq!(row(&smooth), [0, 0, 32, 96, 159, 223, 255, 255]);

    let grey = ImageData::Color(ColorImage::filled([1, 1], Color32::from_gray(80)).into());
    send(&mut smooth, ImageDelta::partial([1, 0], grey.clone(), TextureOptions::NEAREST));
    assert_eq!(row(&smooth), [0, 0, 0, 0, 80, 80, 80, 80]);
    send(&mut smooth, ImageDelta::partial([7, 7], grey, TextureOptions::NEAREST));
    assert_eq!(row(&smooth), [0, 0, 0, 0, 80, 80, 80, 80]);
}

#[test]
fn far_and_broken_corners_do_no_harm() {
    // A diagonal band from beyond the grid through the middle of the picture.
    let far = 1e9;
    let band = [pos2(-far, -far), pos2(far, far), pos2(far, far + 1e6), pos2(-far, -far + 1e6)];
    let image = white([16, 16], vec![(EVERYWHERE, triangles(&band, &[0, 1, 2, 0, 2, 3], RED))]);
    assert_eq!(image.pixel(2, 12), Some([200, 30, 40, 255]));
    assert_eq!(image.pixel(12, 2), Some([0, 0, 0, 255]));

    let everything = white([4, 4], vec![(EVERYWHERE, rectangle(rect(-1e30, -1e30, 1e30, 1e30), RED))]);
    assert_eq!(painted(&everything), 16);

    let broken = [pos2(f32::NAN, 0.0), pos2(f32::INFINITY, 5.0), pos2(0.0, 9.0)];
    let mut mesh = triangles(&broken, &[0, 1, 2, 7, 8, 9, 0], RED);
    assert_eq!(painted(&white([4, 4], vec![(EVERYWHERE, mesh.clone())])), 0);
    mesh.texture_id = TextureId::User(5);
    assert_eq!(painted(&white([4, 4], vec![(Rect::NAN, mesh)])), 0);
}

#[test]
fn absurd_sizes_are_refused() {
    let size = |width, height, scale| picture(Context::default(), vec2(width, height), scale, |_| {});
    for (width, height) in [(0.0, 10.0), (-5.0, 10.0), (f32::NAN, 10.0), (1e9, 10.0), (16_000.0, 16_000.0)] {
        assert!(matches!(size(width, height, 1.0), Err(RenderError::Size { .. })), "{width} × {height}");
    }
    for scale in [0.0, -1.0, 100.0, f32::NAN, f32::INFINITY] {
        assert!(matches!(size(10.0, 10.0, scale), Err(RenderError::Scale(_))), "× {scale}");
    }
    assert!(matches!(Canvas::new(u32::MAX, u32::MAX), Err(RenderError::Size { .. })));
}

/// A small window with most of what can be painted.
fn window(ui: &mut egui::Ui) {
    egui::Panel::left("side").show(ui, |ui| {
        ui.heading("Heading");
        let _ = ui.button("Button");
        ui.checkbox(&mut true, "Check");
        ui.add(egui::ProgressBar::new(0.4));
    });
    egui::CentralPanel::default().show(ui, |ui| ui.label("A label in the middle"));
    egui::Window::new("Window").show(ui.ctx(), |ui| ui.label("With a shadow"));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let take = || picture(Context::default(), vec2(320.0, 200.0), 1.5, window).expect("a picture");
    let (first, second) = (take(), take());
    assert_eq!((first.width(), first.height()), (480, 300));
    assert!(first == second);
    assert_eq!(first.to_png().expect("a file"), second.to_png().expect("a file"));
}

#[test]
fn a_picture_does_not_depend_on_pictures_taken_before() {
    let stage = |peek: bool| {
        let mut stage = Stage::new(Context::default(), vec2(320.0, 200.0), 1.0).expect("a stage");
        stage.frame(Vec::new(), window);
        if peek {
            stage.image().expect("a picture");
        }
        assert!(stage.settle(window));
        stage.image().expect("a picture")
    };
    assert!(stage(false) == stage(true));
}

#[test]
fn text_appears_inside_its_box_and_crisp() {
    let mut place = Rect::NOTHING;
    let image = picture(Context::default(), vec2(200.0, 100.0), 2.0, |ui| {
        ui.visuals_mut().override_text_color = Some(Color32::WHITE);
        let at = Rect::from_min_size(pos2(50.0, 30.0), Vec2::splat(60.0));
        place = ui.put(at, egui::Label::new(egui::RichText::new("■ Ilm").size(20.0))).rect;
    })
    .expect("a picture");
    let background = image.pixel(0, 0).expect("a pixel");
    let mut inked = Rect::NOTHING;
    let mut full = 0;
    for y in 0..image.height() {
        for x in 0..image.width() {
            let pixel = image.pixel(x, y).expect("a pixel");
            if pixel != background {
                inked.extend_with(pos2(x as f32 / 2.0, y as f32 / 2.0));
                full += usize::from(pixel == [255; 4]);
            }
        }
    }
    assert!(place.contains_rect(inked), "{inked:?} in {place:?}");
    assert!(inked.height() > 8.0 && inked.width() > 20.0, "{inked:?}");
    assert!(full > 100, "only {full} pixels are fully inked");
}

#[test]
fn zoom_makes_points_larger_and_not_the_picture() {
    let ctx = Context::default();
    ctx.set_zoom_factor(2.0);
    let mut points = Vec2::ZERO;
    let image = picture(ctx, vec2(200.0, 100.0), 1.5, |ui| points = ui.ctx().content_rect().size());
    let image = image.expect("a picture");
    assert_eq!((image.width(), image.height()), (300, 150));
    assert_eq!(points, vec2(100.0, 50.0));
}

#[test]
fn a_picture_survives_png() {
    let opaque = picture(Context::default(), vec2(160.0, 90.0), 1.0, window).expect("a picture");
    let glass = Stage::new(Context::default(), vec2(160.0, 90.0), 1.0)
        .map(|stage| stage.with_background(Color32::TRANSPARENT))
        .and_then(|mut stage| {
            stage.settle(|ui| drop(ui.label("Glass")));
            stage.image()
        })
        .expect("a picture");
    assert_eq!(glass.pixel(159, 89), Some([0; 4]));
    for image in [opaque, glass] {
        let file = image.to_png().expect("a file");
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::ALPHA);
        let mut reader = decoder.read_info().expect("a header");
        let mut rgba = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut rgba).expect("pixels");
        assert_eq!((info.width, info.height), (image.width(), image.height()));
        assert!(rgba == image.rgba());
    }
}

#[test]
fn a_part_can_be_cut_out() {
    let image = white([8, 8], vec![(EVERYWHERE, rectangle(rect(2.0, 3.0, 5.0, 6.0), RED))]);
    let part = image.crop(4, 5, 2, 100).expect("a part");
    assert_eq!((part.width(), part.height()), (2, 3));
    assert_eq!(part.pixel(0, 0), Some([200, 30, 40, 255]));
    assert_eq!(part.pixel(1, 0), Some([0, 0, 0, 255]));
    assert!(image.crop(8, 0, 5, 5).is_none());
    assert!(image.crop(0, 0, 0, 5).is_none());
}

#[test]
fn a_harness_can_be_photographed() {
    let camera = raster::Camera::default();
    let mut harness =
        egui_kittest::Harness::builder().with_size(vec2(320.0, 200.0)).renderer(camera.clone()).build_ui(window);
    harness.run();
    let image = camera.picture(&harness).expect("a picture");
    assert_eq!((image.width(), image.height()), (320, 200));
    let background = image.pixel(319, 199);
    let inked = image.rgba().chunks(4).filter(|pixel| Some(*pixel) != background.as_ref().map(|it| &it[..]));
    assert!(inked.count() > 2_000);
}
