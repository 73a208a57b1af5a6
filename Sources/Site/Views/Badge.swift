import Conformance
import Markdown
import Reports
import Wire

/// A badge for a README that shows a backend's verdict.
struct Badge {
    private let subject = "task database"
    private let verdict: String
    private let colour: (name: String, fill: String)

    init(_ run: Report.Run) {
        switch run.verdict {
        case .conformant:
            verdict = Verdict.conformant.words
            colour = ("brightgreen", "#1d7044")
        case .nonconformant:
            let failed = run.count(.failed) + run.count(.unexpectedPass)
            verdict = "\(failed) of \(failed + run.count(.passed)) fail"
            colour = ("red", "#b3261e")
        case .inconclusive:
            verdict = Verdict.inconclusive.words
            colour = ("lightgrey", "#5c616b")
        }
    }

    var text: String { "\(subject): \(verdict)" }
    var width: Int { Self.width(of: subject) + Self.width(of: verdict) }

    /// The badge as shields.io's endpoint format.
    var json: JSON {
        [
            "schemaVersion": 1, "label": .string(subject), "message": .string(verdict), "color": .string(colour.name),
        ]
    }

    var svg: String {
        let left = Self.width(of: subject)
        let right = Self.width(of: verdict)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" aria-label="\(text)">
            <title>\(text)</title>
            <clipPath id="r"><rect width="\(left + right)" height="20" rx="4"/></clipPath>
            <g clip-path="url(#r)">
            <rect width="\(left)" height="20" fill="#3b3f46"/>
            <rect x="\(left)" width="\(right)" height="20" fill="\(colour.fill)"/>
            </g>
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
            <text x="\(left / 2)" y="14">\(subject)</text>
            <text x="\(left + right / 2)" y="14">\(verdict)</text>
            </g>
            </svg>

            """
    }

    /// The estimated width in pixels: 7 a letter, and padding.
    private static func width(of text: String) -> Int { text.count * 7 + 14 }
}
