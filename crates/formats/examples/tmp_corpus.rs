use kameral_base::Refusal;
fn main() {
    let root = "/work/shared/corpus/";
    let table = std::fs::read_to_string(format!("{root}sie/EXPECTED.tsv")).unwrap();
    let (mut read, mut refused, mut same) = (0, 0, 0);
    for row in table.lines().skip(1) {
        let c: Vec<_> = row.split('\t').collect();
        let Ok(bytes) = std::fs::read(format!("{root}{}", c[0])) else { println!("MISSING {}", c[0]); continue };
        let survey = kameral_formats::sie::survey(&bytes[..]).unwrap();
        let mut reader = kameral_formats::sie::Reader::new(&bytes[..], survey.encoding);
        while reader.next().unwrap().is_some() {}
        let ty = reader.header().sie_type.number();
        let report = reader.finish().unwrap();
        let got = format!("{}\t{}\t{}\t{}", ty, report.counts.vouchers, report.counts.lines, report.counts.unbalanced_vouchers);
        let want = c[1..5].join("\t");
        let ok = got == want;
        same += usize::from(ok);
        if report.is_refused() { refused += 1 } else { read += 1 }
        println!("{} {} {:?} w1252={} {}", if ok {"="} else {"DIFF"}, if report.is_refused() {"REFUSED"} else {"read"}, survey.encoding, survey.looks_like_windows_1252, c[0]);
        if !ok { println!("    got {got} want {want}"); }
        let mut seen = std::collections::BTreeMap::new();
        for m in report.errors.iter().chain(&report.warnings) {
            let e = seen.entry(m.name()).or_insert((0, m.clone())); e.0 += 1;
        }
        for (n, (c, m)) in seen { println!("    {n} x{c} first {} {:?}", m, m.mistake); }
        if report.counts.unknown_records > 0 || report.counts.extra_fields > 0 { println!("    unknown {:?} extra {}", report.counts.unknown_labels, report.counts.extra_fields); }
    }
    println!("read {read} refused {refused} same {same}");
}
