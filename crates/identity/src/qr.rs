//! An address as a picture that a telephone reads.

use kameral_store::{Fault, FaultKind};
use maud::{Markup, PreEscaped, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The picture, dark on light in either theme: telephones read no other. `label` says what it is.
pub fn picture(address: &str, label: &str) -> Result<Markup, Fault> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .map_err(|error| Fault::new(FaultKind::Misuse, format!("no picture of an address: {error}")))?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(220, 220)
        .quiet_zone(true)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    // Inside a page the drawing stands without the declaration of a file.
    let drawn = drawn.split_once("?>").map_or(drawn.as_str(), |(_, svg)| svg);
    Ok(html! { div.qr role="img" aria-label=(label) { (PreEscaped(drawn)) } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_one_drawing_without_scripts_or_styles() {
        let drawn = picture("otpauth://totp/Kameral:anna?secret=ABC", "Bild")
            .unwrap()
            .into_string();
        assert!(drawn.contains("<svg") && !drawn.contains("<?xml"), "{drawn}");
        assert!(!drawn.contains("<script") && !drawn.contains("style="), "{drawn}");
    }
}
