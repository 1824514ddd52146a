//! What the file says about itself, as XMP (ISO 16684-1).
//!
//! The same facts as in the information dictionary (ISO 19005-3, 6.6.2 and 6.6.3), the claims of conformance
//! (6.6.4; ISO 14289-1, clause 5), and the description of the one schema that PDF/A does not know (6.6.2.3.3).
//! Every text is escaped: nothing typed can become markup.

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};

use super::Metadata;

/// The packet. It is not padded, for nobody edits it in place.
pub(super) fn packet(metadata: &Metadata) -> String {
    let (title, subject) = (escaped(&metadata.title), escaped(&metadata.subject));
    let (producer, locale) = (escaped(&metadata.producer), metadata.locale());
    let dates = metadata.dated.map(dates).unwrap_or_default();
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{locale}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
{dates}</rdf:Description>
{EXTENSION}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    );
    out
}

/// The program that made the document.
pub(super) const CREATOR: &str = "Singo";

/// PDF/UA's schema in the terms of ISO 19005-3, 6.6.2.3.3.
const EXTENSION: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"#;

fn dates(at: DateTime<Utc>) -> String {
    let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let line = |name| format!("<xmp:{name}>{at}</xmp:{name}>\n");
    ["CreateDate", "ModifyDate", "MetadataDate"].map(line).concat()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 has no way to write other controls.
            '\t' | '\n' | '\r' => out.push(character),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use singo_domain::definition::Language;

    #[test]
    fn markup_in_a_title_stays_text() {
        let title = "</rdf:RDF><script>&\u{0}\"보고서".to_owned();
        let (subject, producer) = (String::new(), String::new());
        let language = Language::Ko;
        let packet = packet(&Metadata { title, subject, language, dated: None, producer });
        assert!(packet.contains("&lt;/rdf:RDF&gt;&lt;script&gt;&amp;&quot;보고서</rdf:li>"));
        assert_eq!(packet.matches("</rdf:RDF>").count(), 1);
        assert!(!packet.contains("CreateDate"), "no date is better than an invented one");
    }
}
