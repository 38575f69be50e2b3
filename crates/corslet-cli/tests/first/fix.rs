//! The fix, read from what the program printed for Express, and done to the application's source.

/// What stands over each piece.
const PIECE: &str = "  Express, ";

/// What every piece that grants says of the others.
const IN_PLACE_OF_OTHERS: &str = "It stands in place of every other `app.use(cors(...))`: delete those.";

/// The pieces of a printed fix: where each goes, and its text.
fn pieces(report: &str) -> Vec<(String, String)> {
    let mut pieces = Vec::new();
    let mut lines = report.lines();
    while let Some(line) = lines.next() {
        let Some(place) = line.strip_prefix(PIECE) else { continue };
        let mut place = place.to_owned();
        while !place.ends_with(':') {
            let Some(more) = lines.next() else { break };
            place = format!("{place} {}", more.trim());
        }
        let text = lines.by_ref().map_while(|line| line.strip_prefix("    "));
        pieces.push((place, text.map(|line| format!("{line}\n")).collect()));
    }
    pieces
}

/// Does what the report says; everything that it says must be understood.
pub(crate) fn apply(report: &str, source: &str) -> Result<String, String> {
    let mut source = source.to_owned();
    let pieces = pieces(report);
    if pieces.is_empty() {
        return Err(format!("no fix for Express is printed:\n{report}"));
    }
    for (place, text) in pieces {
        if place.starts_with("at the beginning of the file") {
            if !source.contains(text.trim()) {
                source.insert_str(0, &text);
            }
        } else if place.starts_with("in front of every route") {
            // The words are looked for, wherever the line was broken.
            let words: Vec<&str> = report.split_whitespace().collect();
            if !words.join(" ").contains(IN_PLACE_OF_OTHERS) {
                return Err(format!("what becomes of the other grants is not said:\n{report}"));
            }
            source = without_grants(&source);
            let created = "const app = express();\n";
            source = source.replacen(created, &format!("{created}\n{text}"), 1);
        } else {
            return Err(format!("a place that is not known: {place}"));
        }
    }
    Ok(source)
}

/// Without any `app.use(cors(…))`, nor the second empty line that would be left.
fn without_grants(source: &str) -> String {
    let mut kept = String::new();
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if !line.starts_with("app.use(cors(") {
            kept.push_str(line);
            continue;
        }
        if !line.trim_end().ends_with("));") {
            let _ = lines.by_ref().find(|line| line.starts_with("}));"));
        }
        // An empty line before it and one behind it would be two.
        if kept.ends_with("\n\n") {
            let _ = lines.next_if(|line| *line == "\n");
        }
    }
    kept
}
